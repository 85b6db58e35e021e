/** Declares what a suite of the bench takes and returns. */
import type { Device } from '../src/contract/encoder';
import type { FocusOption } from './focus-option';
import type { KnnOptions } from './knn/knn-options';
import type { ModelFiles } from './model-files';
import type { Table } from './table';

export interface SuiteOptions {
  /** `index`: a folder of photos in place of drawn ones; `encoder`: the folder, which it needs. */
  readonly photos: string | undefined;
  /** `index`, `encoder`: photos per round. */
  readonly count: number;
  /** `index`: the devices to measure, one after the other. */
  readonly devices: readonly Device[];
  readonly encoder: ModelFiles;
  /** `index`: whether the focus network runs before the encoder. */
  readonly focus: FocusOption;
  /** `query`: products of the catalogue and vectors of the core. */
  readonly n: number;
  /** `switch`: products of the catalogue. */
  readonly switchN: number;
  /** `query`, `switch`: matches asked for. */
  readonly k: number;
  /** All of `knn` but its rounds. */
  readonly knn: KnnOptions;
  /** `index`, `encoder`, `query`, `knn`, `switch`: rounds after the warm-up, at least one; `visit`: rounds, without one. */
  readonly rounds: number;
  /** `index`, `query`, `switch`: of the drawn photos and of the vectors. */
  readonly seed: number;
}

/** A suite's tables for printing, and its figures for the JSON. */
export interface SuiteResult {
  readonly tables: readonly Table[];
  readonly results: readonly Readonly<Record<string, unknown>>[];
  /** What stands at the top level of the JSON where this suite alone was asked for. */
  readonly headline?: Readonly<Record<string, unknown>>;
}

export type Suite = (options: SuiteOptions) => Promise<SuiteResult>;
