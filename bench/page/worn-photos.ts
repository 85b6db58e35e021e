/** Measures how well focus matches the garments in photos of people with masks. */
import type { FocusView } from '../../src/contract/photo';
import { BitmapRows } from '../../src/image/bitmap-rows';
import { decode } from '../../src/image/decode';
import type { WornOutcome, WornPhoto } from '../page-calls';
import { agreement, type PixelMask } from './focus-overlap';
import { fetchPhoto } from './photos';
import { seenOf } from './seen';

/** Threshold above which a mask's pixel belongs to the object. */
const MIDDLE = 127;

async function fetchMask(position: number): Promise<PixelMask> {
  const bitmap = await decode(await fetchPhoto('table', position, String(position)));
  try {
    const { width, height } = bitmap;
    const rgba = new BitmapRows(bitmap).read(0, height);
    return {
      width,
      height,
      pixels: Uint8Array.from({ length: width * height }, (_, i) => (rgba[i * 4]! > MIDDLE ? 1 : 0)),
    };
  } finally {
    bitmap.close();
  }
}

/** One photo after the other. Rejects where one of them, or a mask, cannot be read. */
export async function judgeWorn(
  photos: readonly WornPhoto[],
  viewOf: (photo: Blob) => Promise<FocusView>,
): Promise<readonly WornOutcome[]> {
  const outcomes: WornOutcome[] = [];
  for (const { photo, garment, head } of photos) {
    const view = await viewOf(await fetchPhoto('table', photo, String(photo)));
    const masks = await Promise.all([fetchMask(garment), fetchMask(head)]);
    outcomes.push({ ...agreement(view, ...masks), seen: seenOf(view) });
  }
  return outcomes;
}
