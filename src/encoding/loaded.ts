/** Names the parts by which photos are encoded, once they are loaded. */
import type { Encoder } from './encoder/encoder';
import type { FocusNet } from './focus/focus-net';
import type { Resizers } from './focus/read-photo';

/** The models, with what brings photos into their form. */
export interface Loaded extends Resizers {
  readonly encoder: Encoder;
  /** Absent: focus is off. */
  readonly focus: FocusNet | undefined;
  readonly fingerprint: string;
}
