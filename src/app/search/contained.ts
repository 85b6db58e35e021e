/** The shape of a photo in; the largest place for it within a square out. */

/** In pixels of the upright photo. */
export interface PhotoSize {
  readonly width: number;
  readonly height: number;
}

/** Sides as CSS lengths, in per cent of the square's. */
export function contained({ width, height }: PhotoSize): { readonly width: string; readonly height: string } {
  const longest = Math.max(width, height);
  return { width: `${(width / longest) * 100}%`, height: `${(height / longest) * 100}%` };
}
