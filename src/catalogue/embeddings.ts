/** Stored blocks and changes of products in; a filled index and the blocks to write out. */
import { LookalikeError } from '../errors';
import type { RowMatch } from '../knn/heaps';
import type { IndexPool } from '../knn/index-pool';
import { VectorError } from '../knn/vector-error';
import type { Store } from '../store/store';
import { BlockBook, type BlockPlan, type Row } from './block-book';
import type { Line } from './line';
import type { ProductList } from './product-list';

/** What of the index the catalogue uses. */
export type KnnCalls = Pick<IndexPool, 'reset' | 'append' | 'remove' | 'search' | 'searchRow'>;

/** The embeddings of one encoder: on disk in blocks, in the index in rows. */
export class Embeddings {
  readonly #book: BlockBook;
  readonly #store: Store;
  readonly #products: ProductList;
  readonly #knn: Line<KnnCalls>;
  readonly #fingerprint: string;
  readonly #dims: number;

  constructor(
    store: Store,
    catalogue: string,
    products: ProductList,
    knn: Line<KnnCalls>,
    fingerprint: string,
    dims: number,
  ) {
    this.#store = store;
    this.#products = products;
    this.#knn = knn;
    this.#fingerprint = fingerprint;
    this.#dims = dims;
    this.#book = new BlockBook(store, catalogue, fingerprint, dims);
  }

  /** Fills the index from disk; rows whose photo has since been replaced or removed stay out. */
  async open(): Promise<void> {
    await this.#knn.call((knn) => knn.reset(this.#dims));
    for await (const record of this.#store.blocks(this.#fingerprint)) {
      this.#book.read(record);
      const live = record.ids.flatMap((id, i) =>
        this.#products.get(id)?.hash === record.hashes[i] ? [i] : [],
      );
      const vectors = new Float32Array(live.length * this.#dims);
      live.forEach((i, row) => {
        vectors.set(record.vectors.subarray(i * this.#dims, (i + 1) * this.#dims), row * this.#dims);
      });
      await this.#append(
        live.map((i) => record.ids[i] ?? ''),
        vectors,
      );
    }
  }

  /** The blocks to write for a change; plans are carried out one after the other. */
  plan(removed: readonly string[], added: readonly Row[]): Promise<BlockPlan> {
    return this.#book.plan(removed, added);
  }

  /** Brings a change that is on disk into the index. */
  async apply(plan: BlockPlan, removed: readonly string[], added: readonly Row[]): Promise<void> {
    plan.done();
    const rows = removed.flatMap((id) => this.#products.unbind(id) ?? []);
    if (rows.length > 0) await this.#knn.call((knn) => knn.remove(rows));
    const vectors = new Float32Array(added.length * this.#dims);
    added.forEach((row, i) => {
      vectors.set(row.embedding, i * this.#dims);
    });
    await this.#append(
      added.map((row) => row.id),
      vectors,
    );
  }

  search(embedding: Float32Array, k: number): Promise<readonly RowMatch[]> {
    return this.#knn.call((knn) => knn.search(embedding, k));
  }

  searchRow(row: number, k: number): Promise<readonly RowMatch[]> {
    return this.#knn.call((knn) => knn.searchRow(row, k));
  }

  async #append(ids: readonly string[], vectors: Float32Array<ArrayBuffer>): Promise<void> {
    if (ids.length === 0) return;
    const first = await this.#knn.call((knn) => knn.append(vectors)).catch(refuseVector);
    ids.forEach((id, i) => {
      this.#products.bind(id, first + i);
    });
  }
}

/** An index knows no names of errors. */
function refuseVector(error: unknown): never {
  if (!(error instanceof VectorError)) throw error;
  throw new LookalikeError('VectorInvalid', error.message, { cause: error });
}
