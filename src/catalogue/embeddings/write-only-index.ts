/** Numbers the rows of embeddings that are written and not searched; holds no vector. */
import type { KnnCalls } from './embeddings';

function refuse(): never {
  throw new Error('embeddings that are only written were searched, expected an index that holds them');
}

/** Stands in for an index where nothing is searched. */
export class WriteOnlyIndex implements KnnCalls {
  #dims = 1;
  rows = 0;

  async reset(dims: number): Promise<void> {
    this.#dims = dims;
    this.rows = 0;
  }

  async append(vectors: Float32Array<ArrayBuffer>): Promise<number> {
    const first = this.rows;
    this.rows += vectors.length / this.#dims;
    return first;
  }

  async remove(): Promise<void> {
    // a row that is not held needs no room
  }

  search = async (): Promise<never> => refuse();
  searchRow = async (): Promise<never> => refuse();
  vector = async (): Promise<never> => refuse();
  lookalikes = (): never => refuse();
}
