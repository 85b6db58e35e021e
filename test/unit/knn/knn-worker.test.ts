/** Calls over a MessagePort in; whether the worker answers as `KnnApi` promises out. */
import { transfer, wrap, type Remote } from 'comlink';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { KnnApi } from '../../../src/contract/knn';
import { randomVectors, rowOf } from './random-vectors';

let line: MessageChannel;
let knn: Remote<KnnApi>;

beforeEach(async () => {
  line = new MessageChannel();
  const { port1 } = line;
  // Node has no worker scope to listen on: a port stands in for it.
  vi.stubGlobal('addEventListener', port1.addEventListener.bind(port1));
  vi.stubGlobal('removeEventListener', port1.removeEventListener.bind(port1));
  vi.stubGlobal('postMessage', port1.postMessage.bind(port1));
  vi.stubGlobal('name', 'knn 0');
  vi.resetModules();
  await import('../../../src/workers/knn.worker');
  port1.start();
  knn = wrap<KnnApi>(line.port2);
});

afterEach(() => {
  line.port1.close();
  vi.unstubAllGlobals();
});

test('rows that are added can be found, and found again by row', async () => {
  const vectors = randomVectors(1, 10, 8);
  await knn.reset(8, 'cosine');
  expect(await knn.append(vectors.slice(0, 32))).toBe(0);
  expect(await knn.append(vectors.slice(32))).toBe(4);
  expect(await knn.search(rowOf(vectors, 6, 8), 1)).toMatchObject([{ row: 6 }]);
  expect(await knn.search(await knn.vector(6), 100, 6)).toHaveLength(9);
});

test('calls sent while a reset is under way wait for it', async () => {
  const [, first, matches] = await Promise.all([
    knn.reset(2, 'cosine'),
    knn.append(Float32Array.of(1, 0, 0, 1)),
    knn.search(Float32Array.of(0, 3), 1),
  ]);
  expect(first).toBe(0);
  expect(matches).toEqual([{ row: 1, score: 1 }]);
});

test('a reset empties the index and may change the dims', async () => {
  await knn.reset(2, 'cosine');
  await knn.append(Float32Array.of(1, 0));
  await knn.reset(3, 'cosine');
  expect(await knn.search(Float32Array.of(1, 0, 0), 5)).toEqual([]);
  expect(await knn.append(Float32Array.of(1, 0, 0))).toBe(0);
});

test('removed rows are not found', async () => {
  await knn.reset(2, 'cosine');
  await knn.append(Float32Array.of(1, 0, 0, 1));
  await knn.remove([0]);
  expect(await knn.search(Float32Array.of(1, 0), 5)).toEqual([{ row: 1, score: 0 }]);
});

test('calls before the first reset reject and say so', async () => {
  await expect(knn.append(Float32Array.of(1))).rejects.toThrow(
    'append came first, expected reset(dims) before it',
  );
  await expect(knn.remove([])).rejects.toThrow('expected reset');
  await expect(knn.search(Float32Array.of(1), 1)).rejects.toThrow('expected reset');
  await expect(knn.vector(0)).rejects.toThrow('expected reset');
  await expect(knn.startPairs(1)).rejects.toThrow('expected reset');
});

test('a bad vector rejects with VectorInvalid, a bad k with RangeError', async () => {
  await knn.reset(2, 'cosine');
  await expect(knn.append(Float32Array.of(1, 0, 0, 0))).rejects.toMatchObject({ name: 'VectorInvalid' });
  await expect(knn.search(Float32Array.of(Number.NaN, 1), 1)).rejects.toMatchObject({
    name: 'VectorInvalid',
  });
  await expect(knn.searchMany(Float32Array.of(1, 0, 1), 1)).rejects.toMatchObject({ name: 'VectorInvalid' });
  await expect(knn.search(Float32Array.of(1, 1), 0)).rejects.toMatchObject({ name: 'RangeError' });
  expect(await knn.append(Float32Array.of(1, 0))).toBe(0);
});

test('many queries have an answer each, and the memory can be asked for', async () => {
  expect(await knn.memoryBytes()).toBe(0);
  await knn.reset(2, 'cosine');
  await knn.append(Float32Array.of(1, 0, 0, 1));
  const answers = await knn.searchMany(Float32Array.of(0, 2, 3, 0), 1);
  expect(answers).toEqual([[{ row: 1, score: 1 }], [{ row: 0, score: 1 }]]);
  expect(await knn.memoryBytes()).toBeGreaterThanOrEqual(16);
});

test('a port that was handed in speaks to an index of its own', async () => {
  const { port1, port2 } = new MessageChannel();
  await knn.reset(2, 'cosine');
  await knn.append(Float32Array.of(1, 0));
  await knn.connect(transfer(port1, [port1]));
  const other = wrap<KnnApi>(port2);
  await other.reset(3, 'cosine');
  await other.append(Float32Array.of(0, 0, 1, 0, 1, 0));
  expect(await other.search(Float32Array.of(0, 1, 0), 1)).toEqual([{ row: 1, score: 1 }]);
  expect(await knn.search(Float32Array.of(1, 0), 5)).toEqual([{ row: 0, score: 1 }]);
  port2.close();
});

test('all pairs go through the worker, and calls out of turn say so', async () => {
  await knn.reset(2, 'cosine');
  await knn.append(Float32Array.of(1, 0, 0, 1, 1, 1));
  await expect(knn.block(0, 3)).rejects.toThrow('block came first, expected startPairs(k) before it');
  await knn.startPairs(1);
  const { rows, vectors, floors } = await knn.block(0, 3);
  expect([...rows]).toEqual([0, 1, 2]);
  const { kept, found } = await knn.pair({ vectors, floors, names: rows, selves: rows, from: 0 });
  // the first has found the third; the third has kept the better of both before it, and they tie
  expect(found.rows[0]).toBe(2);
  expect(kept?.rows[2]).toBe(0);
  await knn.endPairs();
  await expect(knn.kept(0, 3)).rejects.toThrow('expected startPairs');
});
