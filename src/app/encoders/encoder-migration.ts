/** Keeps a former encoder active until its new version has embedded everything, then switches to that one. */
import type { CatalogueState } from '../../contract/catalogue';
import type { EncoderIdentity } from '../../contract/encoder';
import type { JobState } from '../../contract/job';
import type { EmbeddingProgress, JobEncoder } from '../../contract/encoders';
import { presentId } from '../../threads/fleet/former-models';
import type { Workers } from '../../threads/start-photos';

/** What a migration needs from the page. */
export interface MigrationHost {
  readonly encoders: Pick<
    Workers['encoders'],
    'describe' | 'storedEmbeddings' | 'lacking' | 'embed' | 'deleteEmbeddings' | 'formerIds' | 'forget'
  >;
  /** Ids of the custom models on this device. */
  readonly keptIds: () => Promise<readonly string[]>;
  /** Id of the active encoder; undefined for the shipped one. */
  readonly answering: () => string | undefined;
  /** Makes an encoder active. Resolves before it is loaded. */
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
 * Migrates from an encoder's version in an earlier release to its present one. The background embedding job does the
 * work. This class starts it once a visit, and again for products that were added meanwhile.
 */
export class EncoderMigration {
  readonly #host: MigrationHost;
  readonly #to: string | undefined;
  #encoder: EncoderIdentity | undefined;
  #formers: readonly Former[] = [];
  #hasBegun = false;
  /** The step that runs, started by `follow` or `finish`; only one runs at a time. */
  #busy: Promise<void> | undefined;
  /** Job id and revision that `follow` acted on last, so that it acts on each pair once. */
  #judged = '';
  #latest: CatalogueState | undefined;

  /** @param to id of the encoder in its present version; undefined for the shipped one. */
  constructor(to: string | undefined, host: MigrationHost) {
    this.#to = to;
    this.#host = host;
  }

  /**
   * Must be called before the catalogue is opened. Rejects as the catalogue does.
   *
   * @returns id of the encoder to make active: the one that has embedded most.
   */
  async first(): Promise<string | undefined> {
    const { encoders } = this.#host;
    const ids = encoders.formerIds(this.#to);
    if (ids.length === 0) return this.#to;
    const [stored, encoder] = await Promise.all([
      encoders.storedEmbeddings(),
      // offline, a new version that is not cached yet cannot be described: the former one can still be active
      encoders.describe(this.#to).catch(() => undefined),
    ]);
    const rowsOf = (fingerprint: string | undefined) =>
      stored.find((one) => one.fingerprint === fingerprint)?.rows ?? 0;
    const own = rowsOf(encoder?.fingerprint);
    if (stored.length === 0 || (stored.length === 1 && own > 0)) return this.#to;
    const described = await Promise.all(
      ids.map(async (id) => {
        const former = await encoders.describe(id).catch(() => undefined);
        // a custom model whose focus network has not changed has no former version: the fingerprints are equal
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

  /** The present version where it replaces a former one; undefined otherwise and until `first` has resolved. */
  get successor(): JobEncoder | undefined {
    return this.#encoder && this.#formers.length > 0 ? { ...this.#encoder, keptId: this.#to } : undefined;
  }

  /** Must be called with every state of the catalogue; starts the next step where one is due. */
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
    // without an own job: the user cancelled it in this visit, or the job of another encoder goes first
    if (!own && (this.#hasBegun || this.#goesFirst(embedding))) return;
    // photos being added are still embedded by the former encoder: wait for that job
    if (job?.state === 'running') return;
    const judged = `${own?.id ?? ''} ${revision}`;
    if (judged === this.#judged) return;
    this.#judged = judged;
    // photos that an earlier visit could not read may be readable by now: count none as skipped
    const skipped = this.#hasBegun ? (own?.skipped ?? 0) : 0;
    // on failure the former encoder stays active, and the next visit retries; nothing to report
    this.#busily(() => this.#goOn(encoder, skipped)).catch(() => undefined);
  }

  /**
   * Makes the new encoder active with what it could embed, and deletes the embeddings of the former one. Does nothing
   * where the new one has embedded nothing, or lacks more photos than the job skipped.
   *
   * @param job the finished job, as the user saw it.
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

  /** Runs a step as the only one, and afterwards follows the latest state, which `follow` ignored meanwhile. */
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
    // a job of this encoder's former version can no longer be resumed, so it never goes first
    return embedding.encoder.keptId !== this.#to;
  }

  /** @param skipped photos that the job could not read; their products keep the embeddings of the former encoder. */
  async #goOn(encoder: EncoderIdentity, skipped: number): Promise<void> {
    const lacking = await this.#host.encoders.lacking(encoder);
    if (lacking > skipped) await this.#embed();
    else if (lacking === 0) await this.#takeOver(encoder, 0);
  }

  async #embed(): Promise<void> {
    this.#hasBegun = true;
    await this.#host.encoders.embed(this.#to);
  }

  /** @param skipped most photos whose former embeddings may be deleted without a new one. */
  async #takeOver(encoder: EncoderIdentity, skipped: number): Promise<void> {
    const { encoders, answering, answerBy, done } = this.#host;
    const id = answering();
    if (id !== this.#to && presentId(id) === this.#to) await answerBy(this.#to);
    // count again: until the switch the former encoder could still add embeddings
    if ((await encoders.lacking(encoder)) > skipped) return this.#embed();
    const present = await this.#present();
    for (const former of this.#formers) {
      // the user chose the former encoder again meanwhile
      if (former.id === answering()) return;
      if (!present.has(former.fingerprint)) await encoders.deleteEmbeddings(former.fingerprint);
      encoders.forget(former.id);
    }
    this.#formers = [];
    done();
  }

  /** Fingerprints of all present encoders on this device; a former one can share its fingerprint with one of them. */
  async #present(): Promise<ReadonlySet<string>> {
    const { encoders, keptIds } = this.#host;
    const [shipped, ...kept] = await Promise.all([
      encoders.describe(undefined),
      // an encoder that cannot be described, for example one just removed, no longer needs its embeddings
      ...(await keptIds()).map((id) => encoders.describe(id).catch(() => undefined)),
    ]);
    return new Set([shipped.fingerprint, ...kept.flatMap((one) => one?.fingerprint ?? [])]);
  }
}
