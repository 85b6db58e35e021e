/** Gives every call its place in the queues: a query overtakes bulk work. */

/** A call's place in a queue. */
export interface Turn {
  /** Higher goes first. */
  readonly priority: number;
  /** Takes the call out of the queue; it rejects with `AbortError` then. */
  readonly signal?: AbortSignal;
}

/** The turn of a batch for the catalogue. */
export const BULK: Turn = { priority: 0 };

/** The turn of a query. */
export function queryTurn(signal: AbortSignal | undefined): Turn {
  return signal ? { priority: 1, signal } : { priority: 1 };
}
