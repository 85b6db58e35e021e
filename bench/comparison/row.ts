/** Types only: a row of the table, what it measures, and what it asks of a column. */
import type { WornOutcome, WornPhoto } from '../page-calls';
import type { Column } from './column';
import type { RowName } from './table-options';

/** A line of the printed table. */
export interface Measure {
  readonly name: string;
  /** A mean over queries, of which a high or a low one is good; or a count of photos, of which neither is. */
  readonly kind: 'high' | 'low' | 'count';
  /** What blind choice would give; undefined where there is no such thing. */
  readonly chance?: number;
  /** Digits behind the point. */
  readonly digits: number;
}

/** What a measure says of each query or photo, in one order for all columns; undefined for one without an answer. */
export type PerQuery = readonly (number | undefined)[];

/** A column whose photos have vectors. */
export interface OpenColumn {
  readonly column: Column;
  /** Positions of the nearest k for each query, itself never among them; none for a photo that failed. */
  nearest(
    gallery: readonly number[],
    queries: readonly number[],
    k: number,
  ): Promise<readonly (readonly number[])[]>;
  judgeWorn(photos: readonly WornPhoto[]): Promise<readonly WornOutcome[]>;
}

export interface Row {
  readonly name: RowName;
  readonly measures: readonly Measure[];
  /** Positions of the photos to make vectors of, each once. */
  readonly photos: readonly number[];
  /** For each measure, in that order; undefined where the row does not apply to the column. */
  judge(open: OpenColumn): Promise<readonly PerQuery[] | undefined>;
}
