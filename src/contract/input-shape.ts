/** Computes the shape of the tensor that photos become under a preprocessing. */
import type { Preprocessing } from './card';

/** Values per pixel: red, green and blue, plus visibility if the model takes it. */
export function channelCount({ channels }: Pick<Preprocessing, 'channels'>): number {
  return channels === 'rgbv' ? 4 : 3;
}

/** Shape of `n` photos: `[n, channels, side, width]`, or `[n, side, width, channels]` if the layout is `nhwc`. */
export function inputShape(n: number, preprocessing: Preprocessing): readonly number[] {
  const { side, width = side, layout } = preprocessing;
  const count = channelCount(preprocessing);
  return layout === 'nhwc' ? [n, side, width, count] : [n, count, side, width];
}
