/** Nothing in; the square that every baseline is computed from, the encoders' own, out. */

/** Pixels a side; RGB bytes, row by row. */
export const SIDE = 128;

/** Grey level around the photo. */
export const PAD = 128;
