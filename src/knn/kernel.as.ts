/**
 * AssemblyScript: one query and consecutive rows in memory in; their dot products out, in 128-bit SIMD.
 *
 * The arithmetic is fixed, so that every machine gives the same bits (`reference.ts` spells it out in scalars):
 * value i of a row goes to partial sum i mod 16, product and sum each rounded to float32, in the order of i; then
 * the 16 partial sums s0..s15 fold to four, t[l] = (s[l] + s[l+4]) + (s[l+8] + s[l+12]), and the score is
 * (t0 + t1) + (t2 + t3). Relaxed SIMD is not used: its multiply-add rounds once or twice, as the machine likes.
 */

/** Bytes that one step of the loop reads: 16 float32, four registers of four lanes. */
const STEP: usize = 64;

/**
 * Writes the dot product of the query with each of `count` rows.
 *
 * @param query address of `stride` float32
 * @param rows address of `count * stride` float32, row by row
 * @param count number of rows
 * @param stride values per row: the dims rounded up to a multiple of 16, zeros behind the last dim
 * @param scores address of `count` float32, written
 */
export function dotProducts(query: usize, rows: usize, count: usize, stride: usize, scores: usize): void {
  const rowBytes = stride << 2;
  const scoresEnd = scores + (count << 2);
  let row = rows;
  for (let score = scores; score < scoresEnd; score += 4) {
    let sum0 = f32x4.splat(0);
    let sum1 = f32x4.splat(0);
    let sum2 = f32x4.splat(0);
    let sum3 = f32x4.splat(0);
    const rowEnd = row + rowBytes;
    for (let at = query; row < rowEnd; row += STEP, at += STEP) {
      sum0 = f32x4.add(sum0, f32x4.mul(v128.load(at), v128.load(row)));
      sum1 = f32x4.add(sum1, f32x4.mul(v128.load(at, 16), v128.load(row, 16)));
      sum2 = f32x4.add(sum2, f32x4.mul(v128.load(at, 32), v128.load(row, 32)));
      sum3 = f32x4.add(sum3, f32x4.mul(v128.load(at, 48), v128.load(row, 48)));
    }
    const sum = f32x4.add(f32x4.add(sum0, sum1), f32x4.add(sum2, sum3));
    const low = f32x4.extract_lane(sum, 0) + f32x4.extract_lane(sum, 1);
    const high = f32x4.extract_lane(sum, 2) + f32x4.extract_lane(sum, 3);
    store<f32>(score, low + high);
  }
}
