/** Fits a subject into the encoder's square and fades or marks what is not subject. */
import type { Preprocessing } from '../../contract/card';
import type { Picture } from '../../contract/photo';
import { contain, place } from '../../image/contain';
import { PictureRows } from '../../image/picture-rows';
import { rectangleOf, type Rectangle } from '../../image/rectangle';
import type { Resizer } from '../../image/resizer';
import type { Square } from '../../image/square';
import type { Subject } from './find-subject';
import type { PhotoOnMap } from './photo-on-map';
import { visibility } from './visibility';

/** Calls `set` with each pixel of a part of a square `width` px wide, and how much of it is seen. */
function eachShare(
  shares: Float32Array,
  placed: Rectangle,
  width: number,
  set: (pixel: number, share: number) => void,
): void {
  for (let y = 0; y < placed.height; y++) {
    const line = (placed.top + y) * width + placed.left;
    for (let x = 0; x < placed.width; x++) set(line + x, shares[y * placed.width + x]!);
  }
}

/**
 * Fits the subject's box into the encoder's square, or oblong. What is not subject is faded to grey. If the encoder
 * takes visibility, nothing is faded: `visible` says how much of each pixel is subject.
 *
 * @param picture the whole photo, made small.
 * @param resizer free again when this returns.
 * @returns owned by the caller. The bars beside the box are exactly `pad` and not visible. If the encoder takes no
 * visibility, every other byte that is not visible is exactly `pad` too.
 * @throws RangeError where there is no memory for it.
 */
export function isolate(
  picture: Picture,
  { box, presence }: Subject,
  photo: PhotoOnMap,
  { side, width = side, pad, resample, channels }: Preprocessing,
  resizer: Resizer,
): Square {
  const part = rectangleOf(box, picture);
  const rgb = contain(new PictureRows(picture, part), side, pad, resizer, resample, width);
  const placed = place(part.width, part.height, side, width);
  // the box rounded to whole pixels, as it was cut: the mask then lies exactly on the pixels
  const cut = {
    left: part.left / picture.width,
    top: part.top / picture.height,
    width: part.width / picture.width,
    height: part.height / picture.height,
  };
  const shares = visibility(presence, photo, cut, placed);
  if (channels === 'rgbv') {
    const visible = new Uint8ClampedArray(side * width);
    eachShare(shares, placed, width, (pixel, share) => {
      visible[pixel] = Math.round(255 * share);
    });
    return { rgb, visible };
  }
  eachShare(shares, placed, width, (pixel, share) => {
    if (share === 1) return;
    for (let i = pixel * 3; i < pixel * 3 + 3; i++) rgb[i] = Math.round(pad + (rgb[i]! - pad) * share);
  });
  return { rgb };
}
