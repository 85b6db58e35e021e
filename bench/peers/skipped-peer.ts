/** Declares the result of a peer without figures. */

/** Why the peer has no figures. */
export interface SkippedPeer {
  readonly skipped: string;
}
