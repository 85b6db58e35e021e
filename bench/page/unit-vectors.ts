/** Makes random unit vectors from a seed, the same on every run. */
import { randomVectors } from '../../test/unit/knn/random-vectors';
import type { VectorOptions } from '../page-calls';

/** Float32 [n, dims], each row of length 1. */
export function unitVectors({ n, dims, seed }: VectorOptions): Float32Array<ArrayBuffer> {
  const vectors = randomVectors(seed, n, dims);
  for (let row = 0; row < n; row += 1) {
    const vector = vectors.subarray(row * dims, (row + 1) * dims);
    const length = Math.hypot(...vector);
    for (let i = 0; i < dims; i += 1) vector[i] = (vector[i] ?? 0) / length;
  }
  return vectors;
}
