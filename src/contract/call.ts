/** Declares what every call that can be cancelled takes. */

/** Cancels a call, as in `fetch`. The bridge carries the signal across the thread. */
export interface CallOptions {
  readonly signal?: AbortSignal | undefined;
}
