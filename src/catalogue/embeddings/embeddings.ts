/** Keeps the embeddings of one encoder the same on disk and in its index. */
import type { EncoderIdentity } from '../../contract/encoder';
import { LookalikeError } from '../../shared/errors';
import type { RowMatch } from '../../knn/heaps';
import type { IndexPool } from '../../knn/index-pool';
import { VectorError } from '../../knn/vector-error';
import type { BlockRecord } from '../../store/schema';
import type { Channel } from '../../shared/channel';
import type { CatalogueContext } from '../catalogue-context';
import { BLOCK_ROWS, BlockBook, type BlockPlan, type Row } from './block-book';
import { Rows } from './rows';

/** Read from the disk at once, while as much again waits to be taken. */
const READ_BYTES = 16 * 2 ** 20;
/** Appends under way at once while the index is filled. */
const APPENDS_AHEAD = 8;

/** What of the index the catalogue uses. */
export type KnnCalls = Pick<
  IndexPool,
  'reset' | 'append' | 'remove' | 'search' | 'searchRow' | 'vector' | 'lookalikes' | 'rows'
>;

/** The embeddings of one encoder: on disk in blocks, in an index of their own in rows. */
export class Embeddings {
  readonly encoder: EncoderIdentity;
  /** Of the products whose embeddings are in the index. */
  readonly rows = new Rows();
  readonly knn: Channel<KnnCalls>;
  readonly #book: BlockBook;
  readonly #context: CatalogueContext;
  readonly #dims: number;
  /** Called when a product gets its row, by its id. */
  readonly #awaited = new Map<string, (() => void)[]>();

  #begin: () => void = () => undefined;
  readonly #begun = new Promise<void>((resolve) => {
    this.#begin = resolve;
  });

  #isWhole = false;

  /** @param knn of an index that no other embeddings use; empty once `reset` was called. */
  constructor(context: CatalogueContext, encoder: EncoderIdentity, knn: Channel<KnnCalls>) {
    this.encoder = encoder;
    this.knn = knn;
    this.#context = context;
    this.#dims = encoder.dims;
    this.#book = new BlockBook(context.store, context.name, encoder.fingerprint, encoder.dims);
  }

  /** Whether all that is on disk is in the index. */
  get isWhole(): boolean {
    return this.#isWhole;
  }

  /** Empties the index; the rows come by `fill`. */
  async reset(): Promise<void> {
    const { dims, metric = 'cosine', format = 'f32' } = this.encoder;
    await this.knn.call((knn) => knn.reset(dims, metric, format));
  }

  /**
   * Fills the index from disk; rows whose photo has since been replaced or removed stay out. Rows that are in can be
   * found at once.
   *
   * @param filled called with the number of rows that are in, again and again
   * @param signal ends it early; what is in by then can be found, but it never becomes whole
   * @returns whether it is whole now
   */
  async fill(filled: (rows: number) => void, signal?: AbortSignal): Promise<boolean> {
    let rows = 0;
    const seen = new Set<string>();
    const take = async (record: BlockRecord) => {
      const { ids, vectors } = this.#live(record, seen);
      await this.#append(ids, vectors);
      rows += ids.length;
      filled(rows);
    };
    // the disk is read while the kNN workers take what came before
    const under: Promise<void>[] = [];
    try {
      for await (const record of this.#context.store.blocks(
        this.encoder.fingerprint,
        this.#blocksAtATime(),
      )) {
        if (signal?.aborted) return false;
        this.#book.read(record);
        const taken = take(record);
        // the loop awaits it in its turn, and rejects as it does
        taken.catch(() => undefined);
        under.push(taken);
        if (under.length > APPENDS_AHEAD) await under.shift();
      }
      await Promise.all(under);
      this.#isWhole = !signal?.aborted;
      return this.#isWhole;
    } finally {
      // the caller may use the index anew: nothing may be under way by then
      await Promise.allSettled(under);
    }
  }

  /** Resolves when the first rows are in. */
  get begun(): Promise<void> {
    return this.#begun;
  }

  /** What is on disk of a product; undefined where it is not where it was read, or else the order of adding has it stand. */
  async stored(id: string): Promise<Float32Array<ArrayBuffer> | undefined> {
    const product = this.#context.products.get(id);
    if (!product) return undefined;
    const block = this.#book.blockOf(id) ?? Math.floor(product.sequence / BLOCK_ROWS);
    const record = await this.#context.store.block(this.encoder.fingerprint, block);
    const at = record?.ids.indexOf(id) ?? -1;
    if (!record || record.hashes[at] !== product.hash) return undefined;
    return record.vectors.slice(at * this.#dims, (at + 1) * this.#dims);
  }

  /** Resolves when a product gets a row. */
  arrival(id: string): Promise<void> {
    return new Promise((resolve) => {
      this.#awaited.set(id, [...(this.#awaited.get(id) ?? []), resolve]);
    });
  }

  /**
   * The blocks to write for a change; plans are carried out one after the other. Resolves once all that reads every row,
   * as a lookalike table does, has stopped.
   */
  async plan(removed: readonly string[], added: readonly Row[]): Promise<BlockPlan> {
    for (const { id, embedding } of added) {
      if (embedding.length === this.#dims) continue;
      throw new LookalikeError(
        'FingerprintMismatch',
        `an embedding of ${embedding.length} dims came for ${id}, ${this.#dims} were expected`,
      );
    }
    if (removed.length + added.length > 0) {
      await this.#context.beforeChange.emit(this.encoder.fingerprint);
    }
    return this.#book.plan(removed, added);
  }

  /** Brings a change that is on disk into the index. */
  async apply(plan: BlockPlan, removed: readonly string[], added: readonly Row[]): Promise<void> {
    plan.done();
    await this.forget(removed);
    const vectors = new Float32Array(added.length * this.#dims);
    added.forEach((row, i) => {
      vectors.set(row.embedding, i * this.#dims);
    });
    await this.#append(
      added.map((row) => row.id),
      vectors,
    );
  }

  /** Takes products out of the index whose photo has been removed or replaced; what is on disk of them counts no more. */
  async forget(ids: readonly string[]): Promise<void> {
    const rows = ids.flatMap((id) => this.rows.unbind(id) ?? []);
    if (rows.length > 0) await this.knn.call((knn) => knn.remove(rows));
  }

  search(embedding: Float32Array, k: number): Promise<readonly RowMatch[]> {
    return this.knn.call((knn) => knn.search(embedding, k));
  }

  searchRow(row: number, k: number): Promise<readonly RowMatch[]> {
    return this.knn.call((knn) => knn.searchRow(row, k));
  }

  /** Of a row, owned by the caller. */
  vector(row: number): Promise<Float32Array<ArrayBuffer>> {
    return this.knn.call((knn) => knn.vector(row));
  }

  /**
   * What of a block belongs to photos that are still there.
   *
   * @param seen products of the blocks before: a photo that was replaced and came back may have two rows on disk.
   */
  #live(
    { ids, hashes, vectors }: BlockRecord,
    seen: Set<string>,
  ): {
    readonly ids: readonly string[];
    readonly vectors: Float32Array<ArrayBuffer>;
  } {
    const live = ids.flatMap((id, i) => {
      if (this.#context.products.get(id)?.hash !== hashes[i] || seen.has(id)) return [];
      seen.add(id);
      return [i];
    });
    if (live.length === ids.length) return { ids, vectors };
    const kept = new Float32Array(live.length * this.#dims);
    live.forEach((i, row) => {
      kept.set(vectors.subarray(i * this.#dims, (i + 1) * this.#dims), row * this.#dims);
    });
    return { ids: live.map((i) => ids[i] ?? ''), vectors: kept };
  }

  #blocksAtATime(): number {
    return Math.max(1, Math.floor(READ_BYTES / (BLOCK_ROWS * this.#dims * Float32Array.BYTES_PER_ELEMENT)));
  }

  async #append(ids: readonly string[], vectors: Float32Array<ArrayBuffer>): Promise<void> {
    if (ids.length === 0) return;
    const first = await this.knn.call((knn) => knn.append(vectors)).catch(refuseVector);
    this.#begin();
    ids.forEach((id, i) => {
      this.rows.bind(id, first + i);
      for (const arrive of this.#awaited.get(id) ?? []) arrive();
      this.#awaited.delete(id);
    });
  }
}

/** An index knows no names of errors. */
function refuseVector(error: unknown): never {
  if (!(error instanceof VectorError)) throw error;
  throw new LookalikeError('VectorInvalid', error.message, { cause: error });
}
