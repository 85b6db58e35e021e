/** Checks whether pixels come back from a canvas as they were drawn. */
import { BitmapRows } from './bitmap-rows';

const SIDE = 64;

/**
 * Some privacy modes add noise to pixels that are read back, or answer with a blank canvas: embeddings made from them
 * would be wrong without an error. Draws a pattern and reads it back on the path that photos take.
 * @returns false where a single byte differs; the caller refuses with PixelsAltered.
 */
export async function pixelsSurvive(): Promise<boolean> {
  const drawn = new ImageData(SIDE, SIDE);
  for (let at = 0; at < drawn.data.length; at++) {
    // Uneven steps make neighbours differ, because some noise leaves flat areas alone.
    drawn.data[at] = at % 4 === 3 ? 255 : (at * 167) % 256;
  }
  const bitmap = await createImageBitmap(drawn);
  try {
    const read = new BitmapRows(bitmap).read(0, SIDE);
    return drawn.data.every((byte, at) => byte === read[at]);
  } finally {
    bitmap.close();
  }
}
