/** Declares what every call across threads may be given. */

/** Cancels a call, as in `fetch`. The bridge carries the signal across the thread. */
export interface CallOptions {
  readonly signal?: AbortSignal | undefined;
}
