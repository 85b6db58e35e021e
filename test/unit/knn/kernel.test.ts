/** Vectors of many dims in; whether kernel and scalar reference agree to the last bit out. */
import { afterEach, describe, expect, test, vi } from 'vitest';
import { bindKernel, KERNEL_STEP, loadKernel } from '../../../src/knn/kernel';
import { referenceDot } from '../../../src/knn/reference';
import { randomVectors, rowOf, seeded } from './random-vectors';

const ROWS = 7;

/** Runs the kernel on float32 [n, dims] and returns its scores, float32 [n]. */
async function kernelScores(query: Float32Array, vectors: Float32Array<ArrayBuffer>): Promise<Float32Array> {
  const dims = query.length;
  const rows = vectors.length / dims;
  const stride = Math.ceil(dims / KERNEL_STEP) * KERNEL_STEP;
  const memory = new WebAssembly.Memory({ initial: 2, maximum: 2 });
  const floats = new Float32Array(memory.buffer);
  floats.set(query, 0);
  for (let row = 0; row < rows; row += 1) floats.set(rowOf(vectors, row, dims), (row + 1) * stride);
  const scoresAt = (rows + 1) * stride;
  bindKernel(await loadKernel(), memory)(0, stride * 4, rows, stride, scoresAt * 4);
  return floats.slice(scoresAt, scoresAt + rows);
}

function referenceScores(query: Float32Array, vectors: Float32Array<ArrayBuffer>): Float32Array {
  const rows = vectors.length / query.length;
  return Float32Array.from({ length: rows }, (_, row) =>
    referenceDot(query, rowOf(vectors, row, query.length)),
  );
}

function bitsOf(scores: Float32Array): number[] {
  return [...new Uint32Array(scores.slice().buffer)];
}

describe.each([1, 3, 15, 16, 17, 31, 255, 256, 512])(
  'with %i dims, kernel and reference give the same bits',
  (dims) => {
    test('for ordinary values', async () => {
      const query = randomVectors(dims, 1, dims);
      const vectors = randomVectors(dims + 1, ROWS, dims);
      expect(bitsOf(await kernelScores(query, vectors))).toEqual(bitsOf(referenceScores(query, vectors)));
    });

    test('for values of very different size', async () => {
      const next = seeded(dims);
      const draw = () => next() * 2 ** Math.round(next() * 40);
      const query = Float32Array.from({ length: dims }, draw);
      const vectors = Float32Array.from({ length: ROWS * dims }, draw);
      expect(bitsOf(await kernelScores(query, vectors))).toEqual(bitsOf(referenceScores(query, vectors)));
    });

    test('for denormal values and products', async () => {
      const next = seeded(dims);
      const query = Float32Array.from({ length: dims }, () => next() * 2 ** -60);
      const vectors = Float32Array.from({ length: ROWS * dims }, () => next() * 2 ** -80);
      const scores = await kernelScores(query, vectors);
      expect(bitsOf(scores)).toEqual(bitsOf(referenceScores(query, vectors)));
      expect(scores.some((score) => score !== 0 && Math.abs(score) < 2 ** -126)).toBe(true);
      const denormal = query.map(() => 2 ** -149);
      expect(bitsOf(await kernelScores(denormal, vectors.map(Math.sign)))).toEqual(
        bitsOf(referenceScores(denormal, vectors.map(Math.sign))),
      );
    });

    test('for zeros of both signs', async () => {
      const query = new Float32Array(dims).fill(-0);
      const vectors = Float32Array.from({ length: ROWS * dims }, (_, i) => (i % 3 === 0 ? -0 : i % 5));
      expect(bitsOf(await kernelScores(query, vectors))).toEqual(bitsOf(referenceScores(query, vectors)));
    });
  },
);

test('the kernel writes nothing for no rows', async () => {
  expect(await kernelScores(randomVectors(1, 1, 16), new Float32Array(0))).toHaveLength(0);
});

test('the reference refuses vectors of different lengths', () => {
  expect(() => referenceDot(new Float32Array(3), new Float32Array(4))).toThrow(RangeError);
});

describe('loading', () => {
  afterEach(() => {
    vi.restoreAllMocks();
  });

  test('compiles once, however often it is asked', async () => {
    vi.resetModules();
    const compile = vi.spyOn(WebAssembly, 'compile');
    const fresh = await import('../../../src/knn/kernel');
    const [first, second] = await Promise.all([fresh.loadKernel(), fresh.loadKernel()]);
    expect(first).toBe(second);
    expect(compile).toHaveBeenCalledTimes(1);
  });

  test('tries again after a failure', async () => {
    vi.resetModules();
    vi.spyOn(WebAssembly, 'compile').mockRejectedValueOnce(new WebAssembly.CompileError('no SIMD'));
    const fresh = await import('../../../src/knn/kernel');
    await expect(fresh.loadKernel()).rejects.toThrow('no SIMD');
    await expect(fresh.loadKernel()).resolves.toBeInstanceOf(WebAssembly.Module);
  });
});
