/** A photo's embedding and a text's in; one between them, as near to either as is wished, out. */

/** Words that go with a photo or a product, and how much they count. */
export interface Words {
  readonly text: string;
  /** Of the words in the sum, 0..1; the photo has the rest. */
  readonly share: number;
}

/** The photo and the words count alike until the slider is moved. */
export const USUAL_SHARE = 0.5;

/**
 * `(1 - share) * photo + share * words`, brought to unit length: both are of unit length, so that `share` is what the
 * words have of the sum. A linear combination of the two in their common space, as composed queries of CLIP are made.
 *
 * @param photo float32 [dims], as `words`. Neither is kept.
 * @returns float32 [dims] owned by the caller; NaN where the two cancel each other out.
 */
export function mixed(photo: Float32Array, words: Float32Array, share: number): Float32Array<ArrayBuffer> {
  const sum = Float64Array.from(photo, (value, i) => (1 - share) * value + share * (words[i] ?? NaN));
  const length = Math.sqrt(sum.reduce((squares, value) => squares + value * value, 0));
  return Float32Array.from(sum, (value) => value / length);
}
