/** Finds in scalars the pairs that `sieve.wgsl` lets pass, integer for integer. */
import { FACTS_OF_A_ROW } from './sieve-facts';

/** One side of a tile: `n` queries or rows. */
export interface SieveSide {
  /** int8 [n, stride] */
  readonly bytes: Int8Array;
  /** int32 [n, 4] of `integersOf` */
  readonly fixed: Int32Array;
  /** int32 [n, 4] of `putNeeds` */
  readonly needs: Int32Array;
}

/** Needs less than all others: everything passes. */
const ALL = -(2 ** 31 - 1);
const MOST = 2 ** 29;

/** digits * 2^exponent of both, no higher than their product. */
function product(digits: number, exponent: number, inverse: number, inverseExponent: number): number {
  const value = Math.imul(digits, digits < 0 ? inverse + 1 : inverse);
  const shift = exponent + inverseExponent;
  if (shift > 0) return value < 0 ? ALL : value === 0 ? 0 : MOST;
  return value >> Math.min(31, -shift);
}

/** What the dot product of `x` and `y` must reach for `x` to want `y`. */
function needed(x: SieveSide, i: number, y: SieveSide, j: number, isSquared: boolean): number {
  const [a, b] = [i * FACTS_OF_A_ROW, j * FACTS_OF_A_ROW];
  const own = product(x.needs[a]!, x.needs[a + 1]!, y.fixed[b + 2]!, y.fixed[b + 3]!);
  if (own === ALL || !isSquared) return own;
  return own + product(y.needs[b + 2]!, y.needs[b + 3]!, x.fixed[a + 2]!, x.fixed[a + 3]!);
}

/**
 * The pairs of a tile that pass.
 *
 * @param selves int32 [queries]: the row that a query is itself, -1 for none: only rows behind it pass
 * @returns (row * queries + query), ascending
 */
export function referenceSieve(
  queries: SieveSide,
  rows: SieveSide,
  stride: number,
  selves: Int32Array,
  isSquared: boolean,
): number[] {
  const passed: number[] = [];
  const [n, m] = [selves.length, rows.bytes.length / stride];
  for (let row = 0; row < m; row += 1) {
    const [width, error] = [rows.fixed[row * FACTS_OF_A_ROW]!, rows.fixed[row * FACTS_OF_A_ROW + 1]!];
    if (error < 0) continue;
    for (let q = 0; q < n; q += 1) {
      if (row <= selves[q]!) continue;
      let dot = 0;
      for (let i = 0; i < stride; i += 1)
        dot += queries.bytes[q * stride + i]! * rows.bytes[row * stride + i]!;
      const at = q * FACTS_OF_A_ROW;
      const bound = ((error * queries.fixed[at]! + width * queries.fixed[at + 1]!) >> 4) + 2;
      const need = Math.min(
        needed(queries, q, rows, row, isSquared),
        needed(rows, row, queries, q, isSquared),
      );
      if (dot + bound >= need) passed.push(row * n + q);
    }
  }
  return passed;
}
