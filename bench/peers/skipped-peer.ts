/** Types only: what stands in place of a peer's figures. */

/** Why there are none. */
export interface SkippedPeer {
  readonly skipped: string;
}
