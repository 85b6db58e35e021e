/** A seed in; the same float32 vectors on every run out. */

/** Uniform numbers in -1..1, by mulberry32 (Tommy Ettinger, public domain). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 31 - 1;
  };
}

/** Float32 [rows, dims], values in -1..1. */
export function randomVectors(seed: number, rows: number, dims: number): Float32Array<ArrayBuffer> {
  const next = seeded(seed);
  return Float32Array.from({ length: rows * dims }, next);
}

/** One row of float32 [rows, dims], as a view. */
export function rowOf(
  vectors: Float32Array<ArrayBuffer>,
  row: number,
  dims: number,
): Float32Array<ArrayBuffer> {
  return vectors.subarray(row * dims, (row + 1) * dims);
}
