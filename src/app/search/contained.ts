/** Computes the largest box of a given shape within a square. */

/** A photo's size, in pixels of the upright photo. */
export interface PhotoSize {
  readonly width: number;
  readonly height: number;
}

/** Returns CSS lengths in per cent of the square's side. */
export function contained({ width, height }: PhotoSize): { readonly width: string; readonly height: string } {
  const longest = Math.max(width, height);
  return { width: `${(width / longest) * 100}%`, height: `${(height / longest) * 100}%` };
}
