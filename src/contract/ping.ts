/** Types only: what is asked of a worker whose thread may come to stand still. */

/** A worker that can be watched. */
export interface Pinged {
  /** Answers once its thread is free. */
  ping(): void;
}
