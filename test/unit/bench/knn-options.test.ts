/** Command lines of the kNN suite in; whether options or one clear sentence come out. */
import { availableParallelism } from 'node:os';
import { expect, test } from 'vitest';
import { benchOptions } from '../../../bench/bench-options';
import { UsageError } from '../../../bench/command';

const knn = (...argv: string[]) => benchOptions(['knn', ...argv]).knn;

test('by default the comparison is made, at its own size', () => {
  expect(knn()).toEqual({
    vectors: { kind: 'drawn', n: 137_280, dims: 512, seed: 1 },
    k: 10,
    metric: 'cosine',
    format: 'f32',
    threads: availableParallelism(),
    allPairs: false,
    device: 'auto',
    growth: undefined,
    peers: ['faiss', 'faiss-debian', 'usearch', 'sklearn', 'orama', 'edgevec', 'hnswlib'],
    python: '/usr/bin/python3',
  });
});

test('n and k are those of both suites that count vectors, each with a default of its own', () => {
  expect(benchOptions([])).toMatchObject({ n: 3000, k: 5, knn: { vectors: { n: 137_280 }, k: 10 } });
  expect(benchOptions(['--n', '9', '--k', '2'])).toMatchObject({
    n: 9,
    k: 2,
    knn: { vectors: { n: 9 }, k: 2 },
  });
});

test('a file brings its own n and dims', () => {
  expect(knn('--vectors', 'a.npy', '--all-pairs')).toMatchObject({
    vectors: { kind: 'file', path: 'a.npy' },
    allPairs: true,
  });
});

test('a device of all pairs may be forced, or left to the trial', () => {
  expect(knn('--device', 'webgpu').device).toBe('webgpu');
  expect(benchOptions(['--device', 'auto'])).toMatchObject({
    devices: ['wasm', 'webgpu'],
    knn: { device: 'auto' },
  });
});

test('peers are named once each, in the order of the table, or none', () => {
  expect(knn('--peers', 'hnswlib,faiss,hnswlib').peers).toEqual(['faiss', 'hnswlib']);
  expect(knn('--peers', 'none').peers).toEqual([]);
});

test('growth goes up to n, at the dims of an encoder', () => {
  expect(knn('--growth')).toMatchObject({
    vectors: { n: 1_000_000, dims: 256 },
    growth: [10_000, 137_280, 500_000, 1_000_000],
  });
  expect(knn('--growth', '--n', '200000', '--dims', '64')).toMatchObject({
    vectors: { n: 200_000, dims: 64 },
    growth: [10_000, 137_280, 200_000],
  });
  expect(knn('--growth', '--n', '500').growth).toEqual([500]);
});

test.each([
  [['--vectors', 'a.npy', '--n', '5'], '--n and --dims come from the file of --vectors, expected neither'],
  [['--vectors', 'a.npy', '--dims', '5'], '--n and --dims come from the file of --vectors, expected neither'],
  [['--growth', '--all-pairs'], '--growth measures single searches of drawn vectors, expected neither'],
  [
    ['--growth', '--vectors', 'a.npy'],
    '--growth measures single searches of drawn vectors, expected neither',
  ],
  [['--metric', 'angle'], '--metric is "angle", expected cosine or dot or l2.'],
  [
    ['--peers', 'faiss,scann'],
    '--peers is "faiss,scann", expected none or names of faiss, faiss-debian, usearch',
  ],
  [['--peers', 'faiss,'], '--peers is "faiss,", expected names with commas between them.'],
  [['--threads', '0'], '--threads is "0", expected a positive integer.'],
  [['--dims', '70000'], '--dims is 70000, expected at most 65536.'],
  [['--k', '1.5'], '--k is "1.5", expected a positive integer.'],
])('%j is refused', (argv, sentence) => {
  expect(() => knn(...argv)).toThrow(UsageError);
  expect(() => knn(...argv)).toThrow(sentence);
});
