/** Converts numbers to the bits of the nearest float16, and back. */

/**
 * Rounds to nearest, ties to even (IEEE 754); past 65,504 to infinity. Not every browser has `Float16Array` yet.
 *
 * @returns 0..65535.
 */
export function toHalf(value: number): number {
  const sign = value < 0 || Object.is(value, -0) ? 0x8000 : 0;
  const size = Math.abs(value);
  if (Number.isNaN(value)) return 0x7e00;
  if (size >= 65_520) return sign | 0x7c00;
  // 2 ** -14 is the smallest normal number; subnormal numbers keep its step size
  const exponent = Math.max(-14, Math.floor(Math.log2(size)));
  const steps = roundHalfToEven(size / 2 ** (exponent - 10));
  // rounding up to the next power of two carries into the exponent bits by itself
  return sign | ((exponent + 14) * 1024 + steps);
}

function roundHalfToEven(value: number): number {
  const below = Math.floor(value);
  const rest = value - below;
  if (rest !== 0.5) return below + (rest > 0.5 ? 1 : 0);
  return below % 2 === 0 ? below : below + 1;
}

let values: Float32Array | undefined;

/** The value of every float16 by its bits: 256 KB, made when first needed. */
export function halfTable(): Float32Array {
  values ??= Float32Array.from({ length: 65_536 }, (_, bits) => {
    const sign = bits & 0x8000 ? -1 : 1;
    const exponent = (bits >> 10) & 0x1f;
    const fraction = bits & 0x3ff;
    if (exponent === 0x1f) return fraction ? Number.NaN : sign * Infinity;
    return exponent === 0 ? sign * fraction * 2 ** -24 : sign * (1024 + fraction) * 2 ** (exponent - 25);
  });
  return values;
}
