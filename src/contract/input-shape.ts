/** A preprocessing in; the shape of the tensor that photos become out. */
import type { Preprocessing } from './card';

/** Values of a pixel: red, green and blue, and how visible it is where the model takes that. */
export function channelCount({ channels }: Pick<Preprocessing, 'channels'>): number {
  return channels === 'rgbv' ? 4 : 3;
}

/** Of `n` photos: `[n, channels, side, width]`, or `[n, side, width, channels]` where the layout is `nhwc`. */
export function inputShape(n: number, preprocessing: Preprocessing): readonly number[] {
  const { side, width = side, layout } = preprocessing;
  const count = channelCount(preprocessing);
  return layout === 'nhwc' ? [n, side, width, count] : [n, count, side, width];
}
