/** Makes a baseline's vector of a photo. */
import { BitmapRows } from '../../../src/image/bitmap-rows';
import { contain } from '../../../src/image/contain';
import { decode } from '../../../src/image/decode';
import { openResizer } from '../../../src/image/open-resizer';
import type { Baseline } from '../../page-calls';
import { histogram } from './histogram';
import { hog } from './hog';
import { pixels } from './pixels';
import { PAD, SIDE } from './square';

type Vector = Float32Array<ArrayBuffer>;

const BASELINES: Readonly<Record<Baseline, (square: Uint8ClampedArray) => Vector>> = {
  pixels,
  histogram,
  hog,
};

/** Returns the function that makes a photo's vector from the pixels that an encoder without focus sees. */
export async function openBaseline(name: Baseline): Promise<(photo: Blob) => Promise<Vector>> {
  const resizer = await openResizer();
  return async (photo) => {
    const bitmap = await decode(photo);
    try {
      return BASELINES[name](contain(new BitmapRows(bitmap), SIDE, PAD, resizer));
    } finally {
      bitmap.close();
    }
  };
}
