/** Finds a few orthonormal directions that carry much of some rows. */

/** Directions, and how far they are from orthonormal. */
export interface SketchBasis {
  /** float32 [width, stride] */
  readonly directions: Float32Array<ArrayBuffer>;
  readonly width: number;
  /** At least the Frobenius norm of the directions' Gram matrix less the identity. */
  readonly defect: number;
  /** Share of the rows' squared lengths that the directions carry. */
  readonly share: number;
}

const POWER_STEPS = 1;
/** Of the Gram matrix's values, each a float64 sum: far above their rounding. */
const GRAM_SLOP = 1e-9;

/**
 * Directions that nearly span what the rows' first principal components do, the mean among them, by a randomised range
 * finder with power steps (N. Halko, P.-G. Martinsson and J. A. Tropp, Finding structure with randomness, SIAM Review 53,
 * 2011, algorithm 4.4). The same rows give the same directions. A step of the generator is some rows.
 *
 * @param rows float32 [n, stride], only read; n may be less than width
 * @param width how many directions
 * @returns undefined where the rows do not span so many
 */
export function* sketchBasis(
  rows: Float32Array,
  stride: number,
  width: number,
): Generator<void, SketchBasis | undefined> {
  const count = rows.length / stride;
  let basis = new Float64Array(width * stride);
  for (let row = 0; row < count; row += 1) {
    for (let i = 0; i < width; i += 1) add(basis, i, signOf(row * width + i + 1), rows, row, stride);
  }
  yield;
  for (let step = 0; step <= POWER_STEPS; step += 1) {
    if (!orthonormalise(basis, width, stride)) return undefined;
    if (step === POWER_STEPS) break;
    const next = new Float64Array(width * stride);
    for (let row = 0; row < count; row += 1) {
      for (let i = 0; i < width; i += 1) {
        add(next, i, product(basis, i, rows, row, stride), rows, row, stride);
      }
      if (row % 64 === 63) yield;
    }
    basis = next;
  }
  const directions = Float32Array.from(basis);
  let gap = 0;
  for (let i = 0; i < width; i += 1) {
    for (let j = 0; j < width; j += 1) {
      gap += (product(directions, i, directions, j, stride) - (i === j ? 1 : 0)) ** 2;
    }
  }
  let all = 0;
  let carried = 0;
  for (let row = 0; row < count; row += 1) {
    all += product(rows, row, rows, row, stride);
    for (let i = 0; i < width; i += 1) carried += product(directions, i, rows, row, stride) ** 2;
  }
  return { directions, width, defect: Math.sqrt(gap) + GRAM_SLOP * width, share: carried / all };
}

/** 1 or -1, by the finaliser of MurmurHash3 (Austin Appleby, public domain). */
function signOf(number: number): number {
  let mixed = Math.imul(number ^ (number >>> 16), 0x85eb_ca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2_ae35);
  return (mixed ^ (mixed >>> 16)) & 1 ? 1 : -1;
}

function add(
  sums: Float64Array,
  i: number,
  factor: number,
  rows: Float32Array,
  row: number,
  stride: number,
): void {
  const [to, from] = [i * stride, row * stride];
  for (let dim = 0; dim < stride; dim += 1) sums[to + dim]! += factor * rows[from + dim]!;
}

function product(
  xs: Float64Array | Float32Array,
  x: number,
  ys: Float64Array | Float32Array,
  y: number,
  stride: number,
): number {
  const [xAt, yAt] = [x * stride, y * stride];
  let sum = 0;
  for (let dim = 0; dim < stride; dim += 1) sum += xs[xAt + dim]! * ys[yAt + dim]!;
  return sum;
}

/** By Gram and Schmidt, twice over each row. @returns false where a row lies in what those before it span */
function orthonormalise(rows: Float64Array, count: number, stride: number): boolean {
  for (let i = 0; i < count; i += 1) {
    const before = product(rows, i, rows, i, stride);
    for (let pass = 0; pass < 2; pass += 1) {
      for (let j = 0; j < i; j += 1) {
        const part = product(rows, i, rows, j, stride);
        for (let dim = 0; dim < stride; dim += 1) rows[i * stride + dim]! -= part * rows[j * stride + dim]!;
      }
    }
    const left = product(rows, i, rows, i, stride);
    // also where a sum is no finite number
    if (!(left > before * 1e-20 && left < Infinity)) return false;
    const length = Math.sqrt(left);
    for (let dim = 0; dim < stride; dim += 1) rows[i * stride + dim]! /= length;
  }
  return true;
}
