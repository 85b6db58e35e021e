/** Makes the bit mask by which the page shows what the encoder saw. */
import type { Subject } from './find-subject';
import type { PhotoOnMap } from './photo-on-map';
import { visibility } from './visibility';

/** Bits a side, as `FocusView` promises. */
const SIDE = 64;

/** @returns 64 x 64 bits over the subject's box, row by row, the highest bit first, 1 = seen; owned by the caller. */
export function viewMask({ box, presence }: Subject, photo: PhotoOnMap): Uint8Array<ArrayBuffer> {
  const bits = new Uint8Array(SIDE ** 2 / 8);
  const shares = visibility(presence, photo, box, { width: SIDE, height: SIDE });
  for (let i = 0; i < shares.length; i++) {
    if (shares[i]! >= 0.5) bits[i >> 3] = bits[i >> 3]! | (0x80 >> (i & 7));
  }
  return bits;
}
