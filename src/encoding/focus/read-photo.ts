/** Reads a decoded photo into the encoder's form: whole, in part, or with a small picture for focus. */
import type { Preprocessing } from '../../contract/card';
import type { CropBox, FocusView, Picture } from '../../contract/photo';
import { BitmapRows } from '../../image/bitmap-rows';
import { contain, fitSquare, readSquare } from '../../image/contain';
import { eachBand } from '../../image/pixel-rows';
import type { Resizer } from '../../image/resizer';
import type { Size } from '../../image/size';
import { wholeSquare, type Square } from '../../image/square';
import { fitPicture, PICTURE_SIDE } from '../../image/thumbnail';
import { cropByHand } from './by-hand';
import type { Focused, Unfocused } from './focused';

/** What the encoder sees of a photo that is not focused. */
export const OFF: FocusView = { kind: 'whole', reason: 'off' };

/** A photo in the encoder's form; width and height are the upright photo's. */
export interface Seen extends Size, Focused {
  readonly picture?: Picture;
}

/** Resizers that a call uses; free again when it returns. */
export interface Resizers {
  readonly squares: Resizer;
  readonly pictures: Resizer;
  /** Present where the focus network takes another square than the encoder. */
  readonly focusSquares?: Resizer | undefined;
  /** Present where a subject cut from the small picture may have fewer pixels than the encoder's square. */
  readonly largePictures?: Resizer | undefined;
}

/** A photo in the forms of both networks. */
export interface ForFocus extends Unfocused {
  /** As the focus network takes it: `square` itself where both take the same pixels. */
  readonly focusSquare: Square;
}

/** The large picture has this many times the sides of the encoder's square: a usual subject fills half a photo. */
const CUT_SCALE = 2;

/** Whether a subject cut from the small picture may have fewer pixels than the encoder's square. */
export function needsLargePicture({ side, width = side }: Preprocessing): boolean {
  return Math.max(side, width) * CUT_SCALE > PICTURE_SIDE;
}

/** The whole photo, without a picture: for a query without focus. Throws as `BitmapRows` and `contain` do. */
export function readWhole(
  bitmap: ImageBitmap,
  preprocessing: Preprocessing,
  { squares }: Pick<Resizers, 'squares'>,
): Seen {
  const { width, height } = bitmap;
  const rgb = readSquare(new BitmapRows(bitmap), preprocessing, squares);
  return { square: wholeSquare(rgb, bitmap, preprocessing), view: OFF, width, height };
}

/** Reads the box that the user drew from the photo's own pixels. Throws as `readWhole`, and `CropInvalid`. */
export function readPart(
  bitmap: ImageBitmap,
  box: CropBox,
  preprocessing: Preprocessing,
  { squares }: Pick<Resizers, 'squares'>,
): Seen {
  const { width, height } = bitmap;
  const { side, width: across = side, pad, resample } = preprocessing;
  const rows = new BitmapRows(bitmap, cropByHand(box, bitmap));
  return {
    square: wholeSquare(contain(rows, side, pad, squares, resample, across), rows, preprocessing),
    view: { kind: 'by-hand', box },
    width,
    height,
  };
}

/**
 * Reads the whole photo, with the small picture that is shown and that a subject is cut from. Throws as `readWhole`.
 *
 * @param encoder its preprocessing.
 * @param focus the focus network's preprocessing; used only where it takes another square.
 */
export function readForFocus(
  bitmap: ImageBitmap,
  encoder: Preprocessing,
  focus: Preprocessing | undefined,
  { squares, pictures, focusSquares, largePictures }: Resizers,
): ForFocus {
  const rows = new BitmapRows(bitmap);
  const largest = Math.max(encoder.side, encoder.width ?? encoder.side);
  const square = fitSquare(rows, encoder, squares);
  const picture = fitPicture(rows, pictures);
  const focusSquare = focus && focusSquares && fitSquare(rows, focus, focusSquares);
  const large = largePictures && fitPicture(rows, largePictures, largest * CUT_SCALE);
  // reading pixels back costs most, so one pass over the rows makes all sizes
  eachBand(rows, (rgba) => {
    for (const fitting of [square, picture, focusSquare, large]) fitting?.add(rgba);
  });
  const seen = wholeSquare(square.finish(), rows, encoder);
  return {
    square: seen,
    focusSquare: focusSquare ? { rgb: focusSquare.finish() } : seen,
    picture: picture.finish(),
    ...(large ? { largePicture: large.finish() } : {}),
    width: rows.width,
    height: rows.height,
  };
}
