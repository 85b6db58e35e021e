/** Defines the square that every baseline is computed from, the same as the encoders'. */

/** Pixels a side; RGB bytes, row by row. */
export const SIDE = 128;

/** Grey level around the photo. */
export const PAD = 128;
