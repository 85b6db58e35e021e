/** Sends matches to the bench's server as blocks of numbers. */
import type { RowMatch } from '../../../src/knn/heaps';
import { NO_ROW } from '../../../src/knn/kernel';
import type { AnswerSet } from '../../knn/knn-calls';

/** Sent at once: a few hundred kilobytes to a few megabytes. */
const BLOCK_ROWS = 8192;

/** The k best rows of each of `n` queries, as they come; 12 bytes a match. */
export class CollectedAnswers {
  readonly #k: number;
  readonly #rows: Uint32Array<ArrayBuffer>;
  readonly #scores: Float64Array<ArrayBuffer>;

  constructor(n: number, k: number) {
    this.#k = k;
    this.#rows = new Uint32Array(n * k).fill(NO_ROW);
    this.#scores = new Float64Array(n * k);
  }

  /** Best first, at most k. */
  put(query: number, matches: readonly RowMatch[]): void {
    matches.forEach(({ row, score }, rank) => {
      this.#rows[query * this.#k + rank] = row;
      this.#scores[query * this.#k + rank] = score;
    });
  }

  async send(set: AnswerSet): Promise<void> {
    for (const [part, values] of [
      ['rows', this.#rows],
      ['scores', this.#scores],
    ] as const) {
      for (let from = 0; from < values.length; from += BLOCK_ROWS * this.#k) {
        const address = `/answers/${set}.${part}/${from * values.BYTES_PER_ELEMENT}`;
        const body = values.slice(from, from + BLOCK_ROWS * this.#k);
        const response = await fetch(address, { method: 'PUT', body });
        if (!response.ok) throw new Error(`${address}: the server answered ${response.status}`);
      }
    }
  }
}
