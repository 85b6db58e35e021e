/** An encoder that a release has replaced in; the former one answering until the new one has embedded everything, and then the new one, out. */
import type { CatalogueState, EncoderIdentity, JobState } from '../contract';
import { presentId } from '../former-models';
import type { Workers } from '../workers';

/** What a migration uses of the page. */
export interface MigrationHost {
  readonly encoders: Pick<
    Workers['encoders'],
    'describe' | 'storedEmbeddings' | 'lacking' | 'embed' | 'deleteEmbeddings' | 'formerIds' | 'forget'
  >;
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
  #isBusy = false;
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

  /** To be told of every state of the catalogue. */
  follow(state: CatalogueState): void {
    this.#latest = state;
    const { embedding, job, filling, revision } = state;
    if (!this.#encoder || this.#formers.length === 0 || this.#isBusy || filling !== undefined) return;
    const own = embedding?.encoder.fingerprint === this.#encoder.fingerprint ? embedding : undefined;
    if (own) {
      this.#hasBegun = true;
      if (own.state !== 'done') return;
    } else if (this.#hasBegun || (embedding && !ENDED.includes(embedding.state))) {
      // cancelled in this visit; or the job of another encoder goes first
      return;
    }
    // what is being added is still embedded by the former one
    if (job?.state === 'running') return;
    const judged = `${own?.id ?? ''} ${revision}`;
    if (judged === this.#judged) return;
    this.#judged = judged;
    this.#isBusy = true;
    this.#goOn(this.#encoder, own?.skipped ?? 0)
      // the former one goes on answering, and the next visit tries again
      .catch(() => undefined)
      .finally(() => {
        this.#isBusy = false;
        if (this.#latest) this.follow(this.#latest);
      });
  }

  /** Has the new encoder answer, if the former one does, and deletes what that has embedded. */
  async finish(): Promise<void> {
    const { encoders, answering, answerBy, done } = this.#host;
    const id = answering();
    if (id !== this.#to && presentId(id) === this.#to) await answerBy(this.#to);
    for (const former of this.#formers) {
      await encoders.deleteEmbeddings(former.fingerprint);
      encoders.forget(former.id);
    }
    this.#formers = [];
    done();
  }

  /** @param skipped photos that the job could not read: the products keep what the former encoder made of them. */
  async #goOn(encoder: EncoderIdentity, skipped: number): Promise<void> {
    const { encoders } = this.#host;
    const lacking = await encoders.lacking(encoder);
    if (lacking > skipped) {
      this.#hasBegun = true;
      await encoders.embed(this.#to);
    } else if (lacking === 0) {
      await this.finish();
    }
  }
}
