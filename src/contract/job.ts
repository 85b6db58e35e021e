/** Types only: what crosses threads about a job that encodes photos. */
import type { PhotoFailure } from './photo';

export type JobState = 'running' | 'paused' | 'waiting-for-folder' | 'done' | 'cancelled' | 'failed';

/** Where the indexing job stands. Counts are photos. */
export interface JobProgress {
  readonly id: string;
  readonly state: JobState;
  /** Folder name, absent for loose photos. */
  readonly folder?: string | undefined;
  readonly total: number;
  /** Encoded, unchanged or skipped. */
  readonly done: number;
  readonly encoded: number;
  /** Already in the catalogue with the same bytes. */
  readonly unchanged: number;
  readonly skipped: number;
  /** Photos per second over the last seconds; 0 until known. */
  readonly perSecond: number;
  /** Milliseconds left at that rate; absent until known. */
  readonly etaMs?: number | undefined;
  /** Further offers that wait for this job. */
  readonly queued: number;
  /** Products of the same folder that are in the catalogue but no longer in the folder. */
  readonly vanished: number;
  /** Set with `failed`. */
  readonly failure?: PhotoFailure | undefined;
}
