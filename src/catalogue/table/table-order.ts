/** Gives rows of the index positions without gaps, which outlive the session. */
import type { PairCheckpoint, RowLookalikes } from '../../knn/all-pairs';
import { emptyHeaps } from '../../knn/heaps';
import { NO_ROW } from '../../knn/kernel';
import type { TableCheckpointRecord, TableRowsRecord } from '../../store/schema';
import type { Unbound } from '../../store/table-store';

/** Places in a record of a checkpoint: 12 MB, as a browser may refuse a value of hundreds. */
const PLACES_A_RECORD = 2 ** 20;

/**
 * The products of a table in the order of their rows. Removed rows leave gaps in the index until it is filled anew, so
 * a row's number is good for one session only; a table stores positions among the rows that are left. Positions ascend
 * with rows: equal scores rank alike by both.
 */
export class TableOrder {
  /** By position. */
  readonly ids: readonly string[];
  readonly #rowOf: Uint32Array<ArrayBuffer>;
  readonly #positionOf: Uint32Array<ArrayBuffer>;

  /**
   * @param idOfRow undefined where the row was removed.
   * @param rows ever added to the index.
   */
  constructor(idOfRow: readonly (string | undefined)[], rows: number) {
    const ids: string[] = [];
    const rowOf: number[] = [];
    this.#positionOf = new Uint32Array(rows).fill(NO_ROW);
    for (let row = 0; row < rows; row += 1) {
      const id = idOfRow[row];
      if (id === undefined) continue;
      this.#positionOf[row] = ids.length;
      rowOf.push(row);
      ids.push(id);
    }
    this.ids = ids;
    this.#rowOf = Uint32Array.from(rowOf);
  }

  /** Whether the table was begun on these products in this order. */
  isOf(ids: readonly string[]): boolean {
    return ids.length === this.ids.length && ids.every((id, position) => id === this.ids[position]);
  }

  /**
   * Rows with their matches as they are stored.
   *
   * @param width lookalikes of each row.
   * @throws RangeError where a row has more or fewer, or a lookalike is no product: such a table would be wrong.
   */
  toRecord(rows: readonly RowLookalikes[], width: number): Unbound<TableRowsRecord> {
    const lookalikes = new Uint32Array(rows.length * width);
    const scores = new Float32Array(rows.length * width);
    rows.forEach(({ row, matches }, i) => {
      if (matches.length !== width) {
        throw new RangeError(`row ${row} has ${matches.length} lookalikes, expected ${width}`);
      }
      matches.forEach((match, rank) => {
        const position = this.#positionOf[match.row] ?? NO_ROW;
        if (position === NO_ROW)
          throw new RangeError(`row ${match.row} was found, expected one of a product`);
        lookalikes[i * width + rank] = position;
        scores[i * width + rank] = match.score;
      });
    });
    const first = this.#positionOf[rows[0]?.row ?? 0] ?? 0;
    return { first, products: rows.length, lookalikes, scores };
  }

  /** A checkpoint as it is stored, in records of a few MB. */
  toCheckpoint({ row, kept }: PairCheckpoint): Unbound<TableCheckpointRecord>[] {
    const { k } = kept;
    const records: Unbound<TableCheckpointRecord>[] = [];
    const atOnce = Math.max(1, Math.floor(PLACES_A_RECORD / k));
    let first = this.#positionFrom(row);
    while (first < this.ids.length) {
      const end = Math.min(first + atOnce, this.ids.length);
      const lookalikes = new Uint32Array((end - first) * k);
      const scores = new Float64Array((end - first) * k);
      for (let position = first; position < end; position += 1) {
        const from = ((this.#rowOf[position] ?? 0) - row) * k;
        const to = (position - first) * k;
        for (let place = 0; place < k; place += 1) {
          const name = kept.rows[from + place] ?? NO_ROW;
          lookalikes[to + place] = name === NO_ROW ? NO_ROW : (this.#positionOf[name] ?? NO_ROW);
        }
        scores.set(kept.scores.subarray(from, from + k), to);
      }
      records.push({ first, lookalikes, scores });
      first = end;
    }
    return records;
  }

  /** What `toCheckpoint` gave, for the rows of this session; undefined where there is nothing to go on from. */
  fromCheckpoint(records: readonly Unbound<TableCheckpointRecord>[], k: number): PairCheckpoint | undefined {
    const start = records[0];
    if (!start) return undefined;
    const row = this.#rowOf[start.first] ?? 0;
    const kept = emptyHeaps(this.#positionOf.length - row, k);
    for (const { first, lookalikes, scores } of records) {
      for (let i = 0; i * k < lookalikes.length; i += 1) {
        const to = ((this.#rowOf[first + i] ?? 0) - row) * k;
        for (let place = 0; place < k; place += 1) {
          const position = lookalikes[i * k + place] ?? NO_ROW;
          kept.rows[to + place] = position === NO_ROW ? NO_ROW : (this.#rowOf[position] ?? NO_ROW);
        }
        kept.scores.set(scores.subarray(i * k, (i + 1) * k), to);
      }
    }
    return { row, kept };
  }

  /** Position of the first product from a row on. */
  #positionFrom(row: number): number {
    for (let at = row; at < this.#positionOf.length; at += 1) {
      const position = this.#positionOf[at] ?? NO_ROW;
      if (position !== NO_ROW) return position;
    }
    return this.ids.length;
  }
}
