/** Declares the call that checks whether a worker's thread still responds. */

/** A worker that a watchdog can watch. */
export interface Pinged {
  /** Answers once its thread is free. */
  ping(): void;
}
