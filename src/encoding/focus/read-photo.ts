/** A decoded photo in; it in the encoder's form, whole, in part, or with a small picture to find the subject in, out. */
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

/** What photos are read with; free again when a call returns. */
export interface Resizers {
  readonly squares: Resizer;
  readonly pictures: Resizer;
  /** Where the focus network looks at another square than the encoder. */
  readonly focusSquares?: Resizer | undefined;
  /** Where the encoder's square is larger than what a small picture has of a subject. */
  readonly largePictures?: Resizer | undefined;
}

/** A photo in the forms of both networks. */
export interface ForFocus extends Unfocused {
  /** As the focus network takes it: `square` itself where both take the same pixels. */
  readonly focusSquare: Square;
}

/** What a subject is cut from has this many times the sides of the encoder's square: half a photo is a usual subject. */
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

/** The part that the user drew, all of it, from the photo's own pixels. Throws as `readWhole`, and `CropInvalid`. */
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
 * The whole photo, and small as people will see it and as a subject will be cut from it. Throws as `readWhole`.
 *
 * @param encoder its preprocessing.
 * @param focus the focus network's; asked for where it has squares of its own.
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
  // reading pixels back is the dear part: all sizes are made of the same rows
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
