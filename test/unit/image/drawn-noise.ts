/** A size in; the noise that `training/image_golden.py` draws of that size out. */

/** RGBA bytes of `noise` in `training/image_golden.py`, with an alpha that must not matter. */
export function noise(width: number, height: number): Uint8ClampedArray {
  const rgba = new Uint8ClampedArray(width * height * 4);
  let state = width * 65536 + height;
  for (let at = 0; at < rgba.length; at++) {
    if (at % 4 === 3) continue;
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    rgba[at] = state >>> 24;
  }
  return rgba;
}
