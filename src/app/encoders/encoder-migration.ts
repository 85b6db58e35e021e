/** An encoder that a release has replaced in; the former one answering until the new one has embedded everything, and then the new one, out. */
import type { CatalogueState } from '../../contract/catalogue';
import type { EncoderIdentity } from '../../contract/encoder';
import type { JobState } from '../../contract/job';
import type { EmbeddingProgress, JobEncoder } from '../../contract/encoders';
import { presentId } from '../../threads/fleet/former-models';
import type { Workers } from '../../threads/start-photos';

/** What a migration uses of the page. */
export interface MigrationHost {
  readonly encoders: Pick<
    Workers['encoders'],
    'describe' | 'storedEmbeddings' | 'lacking' | 'embed' | 'deleteEmbeddings' | 'formerIds' | 'forget'
  >;
  /** Ids of the models of others on this device. */
  readonly keptIds: () => Promise<readonly string[]>;
  /** Id of the encoder that answers; undefined for the shipped one. */
  readonly answering: () => string | undefined;
  /** Has an encoder answer; it loads by itself. */
  readonly answerBy: (id: string | undefined) => Promise<void>;
  /** Called once the former embeddings have been deleted. */
  readonly done: () => void;
}

const ENDED: readonly JobState[] = ['done', 'cancelled'];

interface Former {
  readonly id: string;
  readonly fingerprint: string;
  readonly rows: number;
}

/**
 * From an encoder as earlier releases had it to the same one as it is now. What carries it is the job that embeds in the
 * background; this begins it once a visit, and again for what was added meanwhile.
 */
export class EncoderMigration {
  readonly #host: MigrationHost;
  readonly #to: string | undefined;
  #encoder: EncoderIdentity | undefined;
  #formers: readonly Former[] = [];
  #hasBegun = false;
  /** What is being done, by itself or because it was asked for. */
  #busy: Promise<void> | undefined;
  /** The job and the products that were judged last. */
  #judged = '';
  #latest: CatalogueState | undefined;

  /** @param to id of the encoder as it is now; undefined for the shipped one. */
  constructor(to: string | undefined, host: MigrationHost) {
    this.#to = to;
    this.#host = host;
  }

  /**
   * To be called before the catalogue is opened. Rejects as the catalogue does.
   *
   * @returns id of the encoder that is to answer: the one that has embedded most.
   */
  async first(): Promise<string | undefined> {
    const { encoders } = this.#host;
    const ids = encoders.formerIds(this.#to);
    if (ids.length === 0) return this.#to;
    const [stored, encoder] = await Promise.all([
      encoders.storedEmbeddings(),
      // without a network, before it was kept, the former one can still answer
      encoders.describe(this.#to).catch(() => undefined),
    ]);
    const rowsOf = (fingerprint: string | undefined) =>
      stored.find((one) => one.fingerprint === fingerprint)?.rows ?? 0;
    const own = rowsOf(encoder?.fingerprint);
    if (stored.length === 0 || (stored.length === 1 && own > 0)) return this.#to;
    const described = await Promise.all(
      ids.map(async (id) => {
        const former = await encoders.describe(id).catch(() => undefined);
        // a model of others whose focus network has not changed is the same encoder as ever
        if (!former || former.fingerprint === encoder?.fingerprint) return [];
        const { fingerprint } = former;
        return [{ id, fingerprint, rows: rowsOf(fingerprint) }];
      }),
    );
    this.#encoder = encoder;
    this.#formers = described.flat().filter(({ rows }) => rows > 0);
    const most = Math.max(own, ...this.#formers.map(({ rows }) => rows));
    return own === most ? this.#to : this.#formers.find(({ rows }) => rows === most)?.id;
  }

  /** The encoder as it is now, where it is to take the place of a former one; known once `first` has resolved. */
  get successor(): JobEncoder | undefined {
    return this.#encoder && this.#formers.length > 0 ? { ...this.#encoder, keptId: this.#to } : undefined;
  }

  /** To be told of every state of the catalogue. */
  follow(state: CatalogueState): void {
    this.#latest = state;
    const { embedding, job, filling, revision } = state;
    const encoder = this.#encoder;
    if (!encoder || this.#formers.length === 0 || this.#busy || filling !== undefined) return;
    const own = embedding?.encoder.fingerprint === encoder.fingerprint ? embedding : undefined;
    if (own && own.state !== 'done') {
      this.#hasBegun = true;
      return;
    }
    // cancelled in this visit; or the job of another encoder goes first, unless it is this one as it was
    if (!own && (this.#hasBegun || this.#goesFirst(embedding))) return;
    // what is being added is still embedded by the former one
    if (job?.state === 'running') return;
    const judged = `${own?.id ?? ''} ${revision}`;
    if (judged === this.#judged) return;
    this.#judged = judged;
    // what an earlier visit could not read may be there by now
    const skipped = this.#hasBegun ? (own?.skipped ?? 0) : 0;
    // where it fails the former one goes on answering, and the next visit tries again
    this.#busily(() => this.#goOn(encoder, skipped)).catch(() => undefined);
  }

  /**
   * Has the new encoder answer with what it could embed, and deletes what the former one has. Does nothing where the new
   * one has embedded nothing, or lacks more than the job could not read.
   *
   * @param job that the user has seen end.
   */
  async finish(job: EmbeddingProgress): Promise<void> {
    while (this.#busy) await this.#busy.catch(() => undefined);
    const encoder = this.successor;
    if (!encoder || job.encoder.fingerprint !== encoder.fingerprint) return;
    if (presentId(this.#host.answering()) !== this.#to) return;
    await this.#busily(async () => {
      const lacking = await this.#host.encoders.lacking(encoder);
      if (lacking <= job.skipped && lacking < (this.#latest?.products ?? 0)) {
        await this.#takeOver(encoder, job.skipped);
      }
    });
  }

  /** Does one thing at a time, and looks afterwards at what came meanwhile. */
  #busily(work: () => Promise<void>): Promise<void> {
    const busy = work().finally(() => {
      this.#busy = undefined;
      if (this.#latest) this.follow(this.#latest);
    });
    this.#busy = busy;
    return busy;
  }

  #goesFirst(embedding: EmbeddingProgress | undefined): boolean {
    if (!embedding || ENDED.includes(embedding.state)) return false;
    // of the same encoder as it was: there is nothing any more that could go on with it
    return embedding.encoder.keptId !== this.#to;
  }

  /** @param skipped photos that the job could not read: the products keep what the former encoder made of them. */
  async #goOn(encoder: EncoderIdentity, skipped: number): Promise<void> {
    const lacking = await this.#host.encoders.lacking(encoder);
    if (lacking > skipped) await this.#embed();
    else if (lacking === 0) await this.#takeOver(encoder, 0);
  }

  async #embed(): Promise<void> {
    this.#hasBegun = true;
    await this.#host.encoders.embed(this.#to);
  }

  /** @param skipped photos at most whose former embeddings may go without a new one. */
  async #takeOver(encoder: EncoderIdentity, skipped: number): Promise<void> {
    const { encoders, answering, answerBy, done } = this.#host;
    const id = answering();
    if (id !== this.#to && presentId(id) === this.#to) await answerBy(this.#to);
    // only from now on does the former one add nothing
    if ((await encoders.lacking(encoder)) > skipped) return this.#embed();
    const present = await this.#present();
    for (const former of this.#formers) {
      // chosen again meanwhile
      if (former.id === answering()) return;
      if (!present.has(former.fingerprint)) await encoders.deleteEmbeddings(former.fingerprint);
      encoders.forget(former.id);
    }
    this.#formers = [];
    done();
  }

  /** Fingerprints of all encoders on this device as they are now: a former one may be the twin of one of them. */
  async #present(): Promise<ReadonlySet<string>> {
    const { encoders, keptIds } = this.#host;
    const [shipped, ...kept] = await Promise.all([
      encoders.describe(undefined),
      // one that cannot be described, as where it was just removed, has no more use for its embeddings
      ...(await keptIds()).map((id) => encoders.describe(id).catch(() => undefined)),
    ]);
    return new Set([shipped.fingerprint, ...kept.flatMap((one) => one?.fingerprint ?? [])]);
  }
}
