/** A small picture and the subject found in it in; the encoder's square with the subject alone on grey out. */
import type { Preprocessing } from '../card';
import type { Picture } from '../contract';
import { contain, place } from '../image/contain';
import { PictureRows } from '../image/picture-rows';
import { rectangleOf } from '../image/rectangle';
import type { Resizer } from '../image/resizer';
import type { Subject } from './find-subject';
import type { PhotoOnMap } from './photo-on-map';
import { visibility } from './visibility';

/**
 * Fits the subject's box into the encoder's square, or oblong, and fades what is not subject to its grey.
 *
 * @param picture the whole photo, made small.
 * @param resizer free again when this returns.
 * @returns uint8 RGB [side, width, 3], owned by the caller; a byte that is not visible is exactly `pad`.
 * @throws RangeError where there is no memory for it.
 */
export function isolate(
  picture: Picture,
  { box, presence }: Subject,
  photo: PhotoOnMap,
  { side, width = side, pad, resample }: Preprocessing,
  resizer: Resizer,
): Uint8ClampedArray<ArrayBuffer> {
  const part = rectangleOf(box, picture);
  const square = contain(new PictureRows(picture, part), side, pad, resizer, resample, width);
  const placed = place(part.width, part.height, side, width);
  // of what was cut out, to whole pixels, so that mask and pixels lie on each other
  const cut = {
    left: part.left / picture.width,
    top: part.top / picture.height,
    width: part.width / picture.width,
    height: part.height / picture.height,
  };
  const shares = visibility(presence, photo, cut, placed);
  for (let y = 0; y < placed.height; y++) {
    for (let x = 0; x < placed.width; x++) {
      const share = shares[y * placed.width + x]!;
      if (share === 1) continue;
      const at = ((placed.top + y) * width + placed.left + x) * 3;
      for (let i = at; i < at + 3; i++) square[i] = Math.round(pad + (square[i]! - pad) * share);
    }
  }
  return square;
}
