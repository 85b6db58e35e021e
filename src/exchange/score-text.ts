/** Writes a float32 score in the fewest digits that read back as the same float32. */

/** Any decimal of so many digits survives float32, so fewer are never needed to tell two values apart. */
const SURE_DIGITS = 6;
/** Any float32 survives a decimal of so many digits. */
const MAX_DIGITS = 9;

/**
 * 0.9 instead of 0.8999999761581421, which is what the same float32 looks like as a float64.
 *
 * @param score rounded to float32 first, where it is not one.
 * @throws RangeError for NaN and infinity, which JSON cannot hold and no cosine is.
 */
export function scoreText(score: number): string {
  if (!Number.isFinite(score)) throw new RangeError(`a score of ${score}, expected a finite number`);
  const value = Math.fround(score);
  for (let digits = SURE_DIGITS; digits < MAX_DIGITS; digits += 1) {
    const shorter = Number(value.toPrecision(digits));
    if (Math.fround(shorter) === value) return String(shorter);
  }
  return String(Number(value.toPrecision(MAX_DIGITS)));
}
