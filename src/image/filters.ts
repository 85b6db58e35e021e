/** Defines the weight of each of Pillow's filters at a distance. */
import type { Resample } from '../contract/card';

/** How a filter weighs input samples round an output sample. */
export interface Filter {
  /** Distance, in samples of whichever of the two sides has fewer, from which on it weighs nothing. */
  readonly support: number;
  /** The weight at a signed distance in the same samples. */
  readonly weight: (distance: number) => number;
}

/** Catmull–Rom's parameter, which Pillow uses; OpenCV and torch without antialiasing use -0.75. */
const A = -0.5;

function bicubic(distance: number): number {
  const x = Math.abs(distance);
  if (x < 1) return ((A + 2) * x - (A + 3)) * x * x + 1;
  if (x < 2) return (((x - 5) * x + 8) * x - 4) * A;
  return 0;
}

function sinc(distance: number): number {
  if (distance === 0) return 1;
  const x = distance * Math.PI;
  return Math.sin(x) / x;
}

function lanczos(distance: number): number {
  return distance >= -3 && distance < 3 ? sinc(distance) * sinc(distance / 3) : 0;
}

function hamming(distance: number): number {
  return Math.abs(distance) < 1 ? sinc(distance) * (0.54 + 0.46 * Math.cos(distance * Math.PI)) : 0;
}

/** The filters of those names in Pillow's `Resample.c`. */
export const FILTERS: Record<Resample, Filter> = {
  bilinear: { support: 1, weight: (distance) => Math.max(0, 1 - Math.abs(distance)) },
  bicubic: { support: 2, weight: bicubic },
  lanczos: { support: 3, weight: lanczos },
  box: { support: 0.5, weight: (distance) => (distance > -0.5 && distance <= 0.5 ? 1 : 0) },
  hamming: { support: 1, weight: hamming },
};
