/** Declares what crosses threads about the table of every product's lookalikes. */
import type { Device } from './encoder';
import type { PhotoFailure } from './photo';

/** The formats that a table can be written in; each is the file's extension too. */
export type TableFormatName = 'tsv' | 'csv' | 'jsonl';

export type TableState = 'waiting' | 'running' | 'paused' | 'done' | 'outdated' | 'failed';

/** Where the table of every product's lookalikes stands. Counts are products. */
export interface TableProgress {
  /** `waiting`: for the job that adds products; `outdated`: it must be made again. */
  readonly state: TableState;
  /** Set with `outdated`: products were added, changed or removed, or another encoder or metric compares them now. */
  readonly outdatedBy?: 'products' | 'encoder' | 'metric' | undefined;
  /** Lookalikes asked for per product. */
  readonly k: number;
  /** Products of the table; 0 while it waits. */
  readonly products: number;
  readonly done: number;
  /**
   * Share of the work that is done, 0..1. Each pair of products is compared once, so the first products take longest.
   */
  readonly share: number;
  /** Products per second over the last seconds; 0 until known. */
  readonly perSecond: number;
  /** Milliseconds left, by the work that is left; absent until known. */
  readonly etaMs?: number | undefined;
  /** What makes the table; absent unless it runs and the first products are done. */
  readonly by?:
    | {
        readonly device: Device;
        /** How the device was chosen, or why it is no GPU: a message of `reasons.ts`. */
        readonly why?: string | undefined;
        /** Whether a GPU that had been chosen failed; nothing is lost by it. */
        readonly hasGpuFailed: boolean;
      }
    | undefined;
  /** Set with `failed`. */
  readonly failure?: PhotoFailure | undefined;
}

/** Calls about the table of one catalogue. */
export interface TableApi {
  /**
   * Begins the table of every product's `k` lookalikes, 1 to 100, in the place of any other. An interrupted one goes on
   * by itself at the next start. Rejects with `FingerprintMismatch`, `ProductMissing` where there is nothing to compare.
   */
  startTable(k: number): Promise<void>;
  pauseTable(): Promise<void>;
  resumeTable(): Promise<void>;
  /** Forgets the table, finished or not. */
  cancelTable(): Promise<void>;
  /** Writes the finished table into a file, or leaves the file as it was. Rejects with `TableMissing`, `IdUnwritable`, `FileUnwritable`. */
  saveTable(format: TableFormatName, file: FileSystemFileHandle): Promise<void>;
  /** The finished table as a file, where the browser cannot write into one. Rejects with `TableMissing`, `IdUnwritable`. */
  tableFile(format: TableFormatName): Promise<Blob>;
}
