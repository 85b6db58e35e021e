/** Turns a box drawn by hand into the pixels to encode, or says why it cannot. */
import type { CropBox } from '../../contract/photo';
import { LookalikeError } from '../../shared/errors';
import { rectangleOf, type Rectangle } from '../../image/rectangle';
import type { Size } from '../../image/size';
import { MIN_CROP_PX } from './thresholds';

/** Tolerance for the rounding error of a sum of shares. */
const ROUNDING = 1e-6;

function isInside(start: number, length: number): boolean {
  return start >= 0 && length > 0 && start + length <= 1 + ROUNDING;
}

/**
 * The box in whole pixels of the upright photo.
 *
 * @throws CropInvalid where the box is not finite, not inside the photo, or less than 8 px wide or high.
 */
export function cropByHand(box: CropBox, photo: Size): Rectangle {
  const { left, top, width, height } = box;
  // NaN and infinities fail the comparisons
  if (!isInside(left, width) || !isInside(top, height)) {
    throw new LookalikeError(
      'CropInvalid',
      `expected finite shares inside 0..1, got left ${left}, top ${top}, width ${width}, height ${height}`,
    );
  }
  const crop = rectangleOf(box, photo);
  if (crop.width < MIN_CROP_PX || crop.height < MIN_CROP_PX) {
    throw new LookalikeError(
      'CropInvalid',
      `expected at least ${MIN_CROP_PX} px a side, got ${crop.width} x ${crop.height} of ` +
        `${photo.width} x ${photo.height}`,
    );
  }
  return crop;
}
