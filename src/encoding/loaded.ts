/** Names the loaded models and resizers that encode photos. */
import type { Encoder } from './encoder/encoder';
import type { FocusNet } from './focus/focus-net';
import type { Resizers } from './focus/read-photo';

/** The models, with the resizers that bring photos into their form. */
export interface Loaded extends Resizers {
  readonly encoder: Encoder;
  /** Absent: focus is off. */
  readonly focus: FocusNet | undefined;
  readonly fingerprint: string;
}
