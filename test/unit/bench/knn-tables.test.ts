/** Figures in; whether the tables say them, and what is missing, out. */
import { expect, test } from 'vitest';
import {
  allPairsGflops,
  gigabytesPerSecond,
  percentilesOf,
  type OwnFigures,
} from '../../../bench/knn/figures';
import { figuresOf, runNativePeer, VARIANTS } from '../../../bench/knn/native-peers';
import { pairsTable } from '../../../bench/knn/pairs-table';
import { growthTable, peersTable, threadsTable } from '../../../bench/knn/tables';
import { formatTable } from '../../../bench/table';

const FACTS = { n: 1000, dims: 512, k: 10, metric: 'cosine', format: 'f32', source: 'drawn' } as const;

function own(threads: number, batchMsPerQuery?: number): OwnFigures {
  return {
    ...{ threads, n: 1000, dims: 512, fillMs: 12.4, memoryBytes: 3e6, gigabytesPerSecond: 2.048 },
    singleMs: { p50: 1, p95: 2 },
    ...(batchMsPerQuery === undefined ? {} : { batchMsPerQuery }),
  };
}

test('bytes and operations are those of float32 rows and of every ordered pair', () => {
  expect(gigabytesPerSecond(1000, 512, 1)).toBeCloseTo(2.048);
  expect(allPairsGflops(1000, 512, 0.5)).toBeCloseTo(2.048);
  expect(percentilesOf([3, 1, 2])).toEqual({ p50: 2, p95: 3 });
});

test('all pairs stand in the line of all threads alone', () => {
  const { columns, rows } = threadsTable(FACTS, [own(1, 0.25), own(2, 0.125)], 0.5);
  expect(columns).toHaveLength(9);
  expect(rows).toEqual([
    ['1', '12', '3', '1.000', '2.000', '2.0', '0.250', '', ''],
    ['2', '12', '3', '1.000', '2.000', '2.0', '0.125', '0.5', '2'],
  ]);
  expect(threadsTable(FACTS, [own(1)], null).rows[0]?.slice(-3)).toEqual(['', '', '']);
});

test('all pairs by device say what was forced, and what is emulated', () => {
  const gpu = {
    seconds: 0.25,
    device: 'webgpu',
    adapter: 'some gpu',
    isSoftware: true,
    asked: 'webgpu',
  } as const;
  expect(pairsTable(FACTS, 0.5, gpu).rows).toEqual([
    ['wasm', '', '0.5', '2'],
    ['webgpu, forced', 'some gpu, emulated by the CPU', '0.3', '4'],
  ]);
  const chosen = { ...gpu, device: 'wasm', isSoftware: false, asked: 'auto', why: 'slower by half' } as const;
  const { title, rows } = pairsTable(FACTS, 0.5, chosen);
  expect(title).toContain('; slower by half');
  expect(rows[1]?.slice(0, 2)).toEqual(['wasm, chosen by the trial', 'some gpu']);
});

test('a peer has its figures in a line, or its reason under the title', () => {
  const measured = { n: 1000, threads: 2, fillMs: 5, singleMs: { p50: 3, p95: 4 } };
  const table = peersTable(FACTS, { figures: own(2, 0.1), allPairsSeconds: 7 }, [
    [
      'faiss',
      {
        ...{ ...measured, version: '1.7', batchMsPerQuery: 0.5, memoryBytes: 9e6 },
        ...{ allPairsSeconds: 8.25, allPairsBy: 'extrapolated' },
        agreement: { over: 'queries', lists: 1000, overlap: 0.99995, equalLists: 1 },
      },
    ],
    ['sklearn', { skipped: 'no module' }],
    ['hnswlib', { ...measured, n: 500, version: '0.8', recall: 0.97 }],
  ]);
  expect(table.rows).toEqual([
    ['lookalike', '1000', '2', '12', '3', '1.000', '2.000', '0.100', '7.0', '', ''],
    ['faiss 1.7', '1000', '2', '5', '9', '3.000', '4.000', '0.500', '~8.3', '0.9999', '1.0000'],
    ['hnswlib 0.8', '500', '2', '5', '', '3.000', '4.000', '', '', '0.9700', ''],
  ]);
  expect(table.rows.every((row) => row.length === table.columns.length)).toBe(true);
  expect(formatTable(table)).toContain('\nsklearn skipped: no module\n');
});

test('growth has a line for each size', () => {
  const { columns, rows } = growthTable(FACTS, [own(2), { ...own(2), n: 5000 }]);
  expect(rows.map(([n]) => n)).toEqual(['1000', '5000']);
  expect(rows.every((row) => row.length === columns.length)).toBe(true);
});

test('of all pairs it is told whether a native peer searched for them', () => {
  const printed = { version: '1', blas: null, fillMs: 5, batchMsPerQuery: 0.5, memoryBytes: 9 };
  const text = (pairSeconds: number | null) =>
    JSON.stringify({ ...printed, singleTimes: [3, 1, 2], pairSeconds });
  expect(figuresOf(text(null), 4000, 2)).toEqual({
    ...{ ...printed, n: 4000, threads: 2, singleMs: { p50: 2, p95: 3 } },
    ...{ allPairsSeconds: 2, allPairsBy: 'extrapolated' },
  });
  expect(figuresOf(text(7), 4000, 2)).toMatchObject({ allPairsSeconds: 7, allPairsBy: 'measured' });
});

test('variants have names of their own, by which their answers are kept', () => {
  const names = Object.values(VARIANTS).flatMap((variants) => variants.map(({ name }) => name));
  expect(new Set(names).size).toBe(names.length);
});

test('a Python that is not there is a reason to skip a peer', async () => {
  const file = { path: 'none.npy', n: 1, dims: 1, dataAt: 0 };
  const python = { command: '/nowhere/python3', env: {} };
  const result = await runNativePeer(
    { name: 'faiss-debian', library: 'faiss', dtype: 'f32' },
    {
      ...{ python, vectors: { rows: file, queries: file }, k: 1, metric: 'cosine' },
      ...{ threads: 1, singles: 1, rounds: 1, pairsWithinSeconds: 0, answers: '/nowhere' },
    },
  );
  expect(result).toMatchObject({ skipped: expect.stringContaining('/nowhere/python3') as string });
});
