/** Composites RGBA bytes over white, in place. */

/**
 * `colour = round((colour * alpha + 255 * (255 - alpha)) / 255)`, which is what Pillow's `Image.alpha_composite`
 * (`AlphaComposite.c`) comes to on an opaque white ground; alpha becomes 255.
 * @param rgba bytes with alpha not premultiplied; changed in place.
 */
export function overWhite(rgba: Uint8ClampedArray): void {
  for (let at = 0; at < rgba.length; at += 4) {
    const alpha = rgba[at + 3]!;
    if (alpha === 255) continue;
    const white = 255 * (255 - alpha) + 128;
    for (let channel = at; channel < at + 3; channel++) {
      const sum = rgba[channel]! * alpha + white;
      rgba[channel] = ((sum >> 8) + sum) >> 8;
    }
    rgba[at + 3] = 255;
  }
}
