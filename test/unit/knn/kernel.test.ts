/** Vectors of many dims in; whether kernel and scalar reference agree to the last bit out. */
import { afterEach, describe, expect, test, vi } from 'vitest';
import { bindKernel, KERNEL_STEP, loadKernel } from '../../../src/knn/kernel';
import type { Metric } from '../../../src/knn/metric';
import { referenceScore } from '../../../src/knn/reference';
import { randomVectors, rowOf, seeded } from './random-vectors';

const ROWS = 7;

/** Exact scores of float32 [n, dims] by the kernel, float64 [n]. */
async function kernelScores(
  metric: Metric,
  query: Float32Array,
  vectors: Float32Array<ArrayBuffer>,
): Promise<Float64Array> {
  const dims = query.length;
  const stride = Math.ceil(dims / KERNEL_STEP) * KERNEL_STEP;
  const memory = new WebAssembly.Memory({ initial: 2 });
  const floats = new Float32Array(memory.buffer);
  floats.set(query, 0);
  const kernel = bindKernel(await loadKernel(), memory);
  kernel.place(0, 2, stride, false, metric === 'l2');
  return Float64Array.from({ length: vectors.length / dims }, (_, row) => {
    floats.set(rowOf(vectors, row, dims), stride);
    return kernel.exact(0, stride * 4);
  });
}

function referenceScores(
  metric: Metric,
  query: Float32Array,
  vectors: Float32Array<ArrayBuffer>,
): Float64Array {
  return Float64Array.from({ length: vectors.length / query.length }, (_, row) =>
    referenceScore(metric, query, rowOf(vectors, row, query.length)),
  );
}

function bitsOf(scores: Float64Array): bigint[] {
  return [...new BigUint64Array(scores.slice().buffer)];
}

describe.each(['cosine', 'dot', 'l2'] as const)('%s', (metric) => {
  describe.each([1, 3, 15, 16, 17, 31, 255, 256, 512])(
    'with %i dims, kernel and reference give the same bits',
    (dims) => {
      test('for ordinary values', async () => {
        const query = randomVectors(dims, 1, dims);
        const vectors = randomVectors(dims + 1, ROWS, dims);
        expect(bitsOf(await kernelScores(metric, query, vectors))).toEqual(
          bitsOf(referenceScores(metric, query, vectors)),
        );
      });

      test('for values of very different size', async () => {
        const next = seeded(dims);
        const draw = () => next() * 2 ** Math.round(next() * 120);
        const query = Float32Array.from({ length: dims }, draw);
        const vectors = Float32Array.from({ length: ROWS * dims }, draw);
        expect(bitsOf(await kernelScores(metric, query, vectors))).toEqual(
          bitsOf(referenceScores(metric, query, vectors)),
        );
      });
    },
  );
});

test('the reference refuses vectors of different lengths', () => {
  expect(() => referenceScore('dot', new Float32Array(3), new Float32Array(4))).toThrow(RangeError);
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
