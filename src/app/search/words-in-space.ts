/** Mixes the embeddings of a photo and of a text into one between them. */

/** Words that go with a photo or a product, and how much they count. */
export interface Words {
  readonly text: string;
  /** Share of the words in the sum, 0..1; the rest is the photo. */
  readonly share: number;
}

/** The photo and the words count alike until the slider is moved. */
export const USUAL_SHARE = 0.5;

/**
 * Computes `(1 - share) * photo + share * words`, scaled to unit length. Both are of unit length, so `share` is the
 * part of the words in the sum. Composed queries of CLIP are made by the same linear combination in the common space.
 *
 * @param photo float32 [dims], as `words`. Neither is kept.
 * @returns float32 [dims] owned by the caller; NaN where the two cancel each other out.
 */
export function mixed(photo: Float32Array, words: Float32Array, share: number): Float32Array<ArrayBuffer> {
  const sum = Float64Array.from(photo, (value, i) => (1 - share) * value + share * (words[i] ?? NaN));
  const length = Math.sqrt(sum.reduce((squares, value) => squares + value * value, 0));
  return Float32Array.from(sum, (value) => value / length);
}
