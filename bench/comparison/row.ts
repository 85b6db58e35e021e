/** Types only: a row of the table, what it measures, and what it asks of a column. */
import type { WornOutcome, WornPhoto } from '../page-calls';
import type { Column } from './column';
import type { RowName } from './table-options';

/** A line of the printed table. */
export interface Measure {
  readonly name: string;
  /** What blind choice would give; undefined where there is no such thing. */
  readonly chance?: number;
  /** Digits behind the point. */
  readonly digits: number;
}

export interface Figure {
  readonly value: number;
  /** Queries or photos averaged over. */
  readonly n: number;
}

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
  /** A figure for each measure, in that order; undefined where the row does not apply to the column. */
  judge(open: OpenColumn): Promise<readonly Figure[] | undefined>;
}
