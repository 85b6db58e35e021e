/** Declares a row of the table, what it measures, and what it needs of a column. */
import type { WornOutcome, WornPhoto } from '../page-calls';
import type { Column } from './column';
import type { RowName } from './table-options';

/** A line of the printed table. */
export interface Measure {
  readonly name: string;
  /** A mean over queries where high or low is good, or a count of photos where neither is. */
  readonly kind: 'high' | 'low' | 'count';
  /** Value of random choice; undefined where that makes no sense. */
  readonly chance?: number;
  /** Digits behind the point. */
  readonly digits: number;
}

/** A measure's value per query or photo, in one order for all columns; undefined for one without an answer. */
export type PerQuery = readonly (number | undefined)[];

/** A column whose photos have vectors. */
export interface OpenColumn {
  readonly column: Column;
  /** Positions of each query's nearest k, never the query itself; none for a photo that failed. */
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
