/**
 * Resizes RGBA rows to RGB rows by tables of taps, in 128-bit SIMD (AssemblyScript).
 *
 * The sums are those of `resize.ts`, in 32-bit integers, so the bytes are the same whatever the order. They start at
 * one half, are shifted down by 22 bits, and saturate where the scalar code stores clamped.
 *
 * A table of taps is that of `resize.ts`, its three arrays one behind the other: first [outs], count [outs], weights
 * [outs x tapStride], all int32. Addresses and row strides are bytes. A row stride is a multiple of 16 and has room for
 * one byte more than the row.
 */

const PRECISION_BITS = 32 - 8 - 2;
const HALF = 1 << (PRECISION_BITS - 1);

/**
 * Horizontal pass. Taps go by twos and rows by twos, so one pixel behind the last row is read, and where `rows` is
 * odd one row more is read and written.
 *
 * @param rgba address of `rows` rows of `width` pixels of 4 bytes; alpha does not matter
 * @param taps address of a table of `width` to `outs`; `tapStride` is even, weights behind the last tap are 0
 * @param out address of `rows` rows of `outs` RGB pixels, `stride` bytes apart, written
 */
export function across(
  rgba: usize,
  width: usize,
  rows: usize,
  taps: usize,
  outs: usize,
  tapStride: usize,
  out: usize,
  stride: usize,
): void {
  const rowBytes = width << 2;
  const counts = taps + (outs << 2);
  const weights = counts + (outs << 2);
  for (let row: usize = 0; row < rows; row += 2) {
    let to = out;
    for (let x: usize = 0; x < outs; x++) {
      let from = rgba + ((<usize>load<u32>(taps + (x << 2))) << 2);
      let at = weights + ((x * tapStride) << 2);
      const end = at + ((<usize>load<u32>(counts + (x << 2))) << 2);
      // four sums, so that one addition need not wait for another
      let upperEven = i32x4.splat(HALF);
      let upperOdd = i32x4.splat(0);
      let lowerEven = i32x4.splat(HALF);
      let lowerOdd = i32x4.splat(0);
      for (; at < end; at += 8, from += 8) {
        const even = v128.load32_splat(at);
        const odd = v128.load32_splat(at, 4);
        const upper = v128.load8x8_u(from);
        const lower = v128.load8x8_u(from + rowBytes);
        upperEven = i32x4.add(upperEven, i32x4.mul(i32x4.extend_low_i16x8_u(upper), even));
        upperOdd = i32x4.add(upperOdd, i32x4.mul(i32x4.extend_high_i16x8_u(upper), odd));
        lowerEven = i32x4.add(lowerEven, i32x4.mul(i32x4.extend_low_i16x8_u(lower), even));
        lowerOdd = i32x4.add(lowerOdd, i32x4.mul(i32x4.extend_high_i16x8_u(lower), odd));
      }
      const words = i16x8.narrow_i32x4_s(
        i32x4.shr_s(i32x4.add(upperEven, upperOdd), PRECISION_BITS),
        i32x4.shr_s(i32x4.add(lowerEven, lowerOdd), PRECISION_BITS),
      );
      const pixels = i8x16.narrow_i16x8_u(words, words);
      // whole pixels: the next one overwrites the alpha
      v128.store32_lane(to, pixels, 0);
      v128.store32_lane(to + stride, pixels, 1);
      to += 3;
    }
    rgba += rowBytes << 1;
    out += stride << 1;
  }
}

/**
 * Vertical pass, over whole strides: what stands behind a row is resized with it.
 *
 * @param rgb address of rows `stride` bytes apart, as the horizontal pass wrote them
 * @param taps address of a table of the number of rows to `outs`
 * @param out address of `outs` rows, `stride` bytes apart, written
 */
export function down(
  rgb: usize,
  stride: usize,
  taps: usize,
  outs: usize,
  tapStride: usize,
  out: usize,
): void {
  const counts = taps + (outs << 2);
  const weights = counts + (outs << 2);
  for (let y: usize = 0; y < outs; y++) {
    const top = rgb + <usize>load<u32>(taps + (y << 2)) * stride;
    const start = weights + ((y * tapStride) << 2);
    const end = start + ((<usize>load<u32>(counts + (y << 2))) << 2);
    for (let column: usize = 0; column < stride; column += 16) {
      let from = top + column;
      let sum0 = i32x4.splat(HALF);
      let sum1 = i32x4.splat(HALF);
      let sum2 = i32x4.splat(HALF);
      let sum3 = i32x4.splat(HALF);
      for (let at = start; at < end; at += 4, from += stride) {
        const weight = v128.load32_splat(at);
        const left = v128.load8x8_u(from);
        const right = v128.load8x8_u(from, 8);
        sum0 = i32x4.add(sum0, i32x4.mul(i32x4.extend_low_i16x8_u(left), weight));
        sum1 = i32x4.add(sum1, i32x4.mul(i32x4.extend_high_i16x8_u(left), weight));
        sum2 = i32x4.add(sum2, i32x4.mul(i32x4.extend_low_i16x8_u(right), weight));
        sum3 = i32x4.add(sum3, i32x4.mul(i32x4.extend_high_i16x8_u(right), weight));
      }
      const left = i16x8.narrow_i32x4_s(i32x4.shr_s(sum0, PRECISION_BITS), i32x4.shr_s(sum1, PRECISION_BITS));
      const right = i16x8.narrow_i32x4_s(
        i32x4.shr_s(sum2, PRECISION_BITS),
        i32x4.shr_s(sum3, PRECISION_BITS),
      );
      v128.store(out + column, i8x16.narrow_i16x8_u(left, right));
    }
    out += stride;
  }
}
