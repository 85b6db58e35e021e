/** Makes vectors of the server's photos, and searches them in this thread. */
import { asError } from '../../src/shared/errors';
import { ExactIndex } from '../../src/knn/exact-index';
import type { NearestOptions, PhotoOutcome, Seen } from '../page-calls';
import { fetchPhoto } from './photos';

const AT_ONCE = 4;
const REPORT_EVERY = 500;

/** A photo as a column of the table compares it. */
export interface Vectorised {
  readonly vector: Float32Array<ArrayBuffer>;
  readonly seen: Seen;
}

/** One vector per photo, by its position in the server's set `table`. */
export class PhotoVectors {
  readonly #vectors: ReadonlyMap<number, Float32Array<ArrayBuffer>>;
  /** In the order of the positions asked for. */
  readonly outcomes: readonly PhotoOutcome[];

  private constructor(
    vectors: ReadonlyMap<number, Float32Array<ArrayBuffer>>,
    outcomes: readonly PhotoOutcome[],
  ) {
    this.#vectors = vectors;
    this.outcomes = outcomes;
  }

  /** A photo that fails is reported and skipped: no search finds it. */
  static async of(
    positions: readonly number[],
    vectorise: (photo: Blob) => Promise<Vectorised>,
  ): Promise<PhotoVectors> {
    const vectors = new Map<number, Float32Array<ArrayBuffer>>();
    const outcomes = new Map<number, PhotoOutcome>();
    const waiting = positions.values();
    const work = async () => {
      for (const position of waiting) {
        try {
          const { vector, seen } = await vectorise(await fetchPhoto('table', position, String(position)));
          if (vector.every((value) => value === 0)) throw new Error('nothing in it to compare');
          vectors.set(position, vector);
          outcomes.set(position, { seen });
        } catch (thrown) {
          const { name, message } = asError(thrown);
          outcomes.set(position, { failure: { name, message } });
        }
        if (outcomes.size % REPORT_EVERY === 0)
          console.info(`${outcomes.size} of ${positions.length} photos`);
      }
    };
    // all loops take from one queue
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    return new PhotoVectors(
      vectors,
      positions.map((position) => outcomes.get(position)!),
    );
  }

  /** Positions of the nearest k of the gallery for each query, best first, none for a query that failed. */
  async nearest({ gallery, queries, k }: NearestOptions): Promise<readonly (readonly number[])[]> {
    const rows = gallery.filter((position) => this.#vectors.has(position));
    const [first = new Float32Array()] = this.#vectors.values();
    const index = await ExactIndex.create({ dims: first.length });
    const rowOf = new Map<number, number>();
    for (const position of rows) rowOf.set(position, index.append(this.#vectors.get(position)!));
    return queries.map((position) => {
      const query = this.#vectors.get(position);
      if (!query) return [];
      const own = rowOf.get(position);
      const matches = own === undefined ? index.search(query, k) : index.searchRow(own, k);
      return matches.map(({ row }) => rows[row]!);
    });
  }
}
