/** The same rows in memory and with their float32 in a real file in; whether both indexes answer alike to the last bit out. */
import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ExactIndex } from '../../../src/knn/exact-index';
import { IndexPool } from '../../../src/knn/index-pool';
import { LocalPart } from '../../../src/knn/local-part';
import { RowFile, type SyncFile } from '../../../src/knn/row-file';
import { randomVectors, rowOf } from './random-vectors';

const ROWS_PER_SHARD = 20;
const ROWS = 163;

let folder: string;
const open: number[] = [];
let reads = 0;
let bytesRead = 0;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lookalike-rows-'));
});

afterAll(() => {
  for (const file of open) closeSync(file);
  rmSync(folder, { recursive: true });
});

beforeEach(() => {
  reads = 0;
  bytesRead = 0;
});

function file(): SyncFile {
  const handle = openSync(join(folder, `${open.length}.f32`), 'w+');
  open.push(handle);
  return {
    read: (target, { at }) => {
      reads += 1;
      bytesRead += target.byteLength;
      return readSync(handle, target as Float32Array, 0, target.byteLength, at);
    },
    write: (source, { at }) => writeSync(handle, source as Float32Array, 0, source.byteLength, at),
  };
}

describe.each(['cosine', 'dot', 'l2'] as const)('by %s', (metric) => {
  test.each([3, 16, 67, 512])(
    'rows in a file are found as rows in memory are, with %i dims',
    async (dims) => {
      const vectors = randomVectors(dims, ROWS, dims);
      // duplicates, and a row that is nearly one: the integers cannot tell them apart
      vectors.copyWithin(150 * dims, 4 * dims, 5 * dims);
      vectors.copyWithin(31 * dims, 4 * dims, 5 * dims);
      vectors[31 * dims] = (vectors[31 * dims] ?? 0) * (1 + 2 ** -20);
      const options = { dims, metric, rowsPerShard: ROWS_PER_SHARD };
      const inMemory = await ExactIndex.create(options);
      const inFile = await ExactIndex.create({ ...options, file: file() });
      for (const index of [inMemory, inFile]) {
        index.append(vectors.slice(0, 50 * dims));
        index.append(vectors.slice(50 * dims));
        index.remove([0, 21, 22, 100]);
      }
      const queries = randomVectors(7, 9, dims);
      expect(inFile.searchMany(queries, 10)).toEqual(inMemory.searchMany(queries, 10));
      for (const row of [4, 31, 150, 162]) {
        expect(inFile.searchRow(row, 5)).toEqual(inMemory.searchRow(row, 5));
        expect(inFile.vector(row)).toEqual(inMemory.vector(row));
      }
      expect(inFile.search(rowOf(queries, 0, dims), ROWS)).toEqual(
        inMemory.search(rowOf(queries, 0, dims), ROWS),
      );
      expect(reads).toBeGreaterThan(0);
    },
  );
});

test('rows added after a search are found, and the row that was read last is not mistaken for another', async () => {
  const dims = 16;
  const vectors = randomVectors(1, 40, dims);
  const index = await ExactIndex.create({ dims, rowsPerShard: 64, file: file() });
  index.append(vectors.slice(0, 30 * dims));
  expect(index.searchRow(3, 1)[0]?.row).not.toBe(3);
  index.append(vectors.slice(30 * dims));
  for (let row = 0; row < 40; row += 1) {
    expect(index.search(rowOf(vectors, row, dims), 1)).toMatchObject([{ row }]);
  }
});

test('every pair of rows in files is compared as in memory, over several parts', async () => {
  const dims = 24;
  const vectors = randomVectors(5, ROWS, dims);
  const table = async (format: 'f32' | 'q8') => {
    const part = () =>
      new LocalPart({ rowsPerShard: ROWS_PER_SHARD, file: async (as) => (as === 'q8' ? file() : undefined) });
    const pool = new IndexPool([part(), part(), part()], 8);
    await pool.reset(dims, 'cosine', format);
    await pool.append(vectors.slice());
    const rows: unknown[] = [];
    for await (const step of pool.lookalikes(4)) rows.push(...step.rows);
    return { rows, bytes: await pool.memoryBytes() };
  };
  const inMemory = await table('f32');
  expect(reads).toBe(0);
  const inFiles = await table('q8');
  expect(inFiles.rows).toEqual(inMemory.rows);
  expect(reads).toBeGreaterThan(0);
});

describe('with 1,500 rows of which every pair looks alike to the integers', () => {
  const dims = 256;
  const rows = 1500;
  const fileBytes = rows * dims * Float32Array.BYTES_PER_ELEMENT;
  // a chunk is a megabyte
  const chunks = Math.ceil(fileBytes / 2 ** 20);
  const near = randomVectors(3, rows, dims).map((value) => 1 + value * 2 ** -12);

  test('all pairs read the file once for each block of queries, a run of rows at a time', async () => {
    const table = async (format: 'f32' | 'q8') => {
      const pool = new IndexPool([
        new LocalPart({ file: async () => (format === 'q8' ? file() : undefined) }),
      ]);
      await pool.reset(dims, 'cosine', format);
      await pool.append(near.slice());
      const found: unknown[] = [];
      let blocks = 0;
      for await (const step of pool.lookalikes(5)) {
        found.push(...step.rows);
        blocks += 1;
      }
      return { found, blocks };
    };
    const inMemory = await table('f32');
    expect(reads).toBe(0);
    const inFile = await table('q8');
    expect(inFile.found).toEqual(inMemory.found);
    // once to be asked about, and once for each block
    expect(bytesRead).toBeLessThanOrEqual((1 + inFile.blocks) * fileBytes);
    // each time 64 kB after the other, and a shorter one where a chunk or a slice ends
    expect(reads).toBeLessThanOrEqual((1 + inFile.blocks) * (fileBytes / 2 ** 16 + 2 * chunks));
  });

  test('a search, of one vector or of many, reads no row twice', async () => {
    const index = await ExactIndex.create({ dims, file: file() });
    index.append(near);
    index.search(rowOf(near, 7, dims), 5);
    expect(bytesRead).toBeLessThanOrEqual(fileBytes);
    // close rows come together
    expect(reads).toBeLessThanOrEqual(2 * chunks);
    bytesRead = 0;
    index.searchMany(near.slice(0, 50 * dims), 5);
    expect(bytesRead).toBeLessThanOrEqual(fileBytes);
  });
});

test('a read that fails is told, and the next search reads anew', async () => {
  const dims = 16;
  const vectors = randomVectors(4, 40, dims);
  const whole = file();
  let isFailing = false;
  const index = await ExactIndex.create({
    dims,
    file: {
      write: (source, at) => whole.write(source, at),
      read: (target, at) => (isFailing ? 0 : whole.read(target, at)),
    },
  });
  index.append(vectors);
  isFailing = true;
  expect(() => index.search(rowOf(vectors, 9, dims), 3)).toThrow('0 bytes of a file of rows were read');
  isFailing = false;
  expect(index.search(rowOf(vectors, 9, dims), 1)).toMatchObject([{ row: 9 }]);
});

test('memory holds less than a third of the vectors whose float32 are in a file', async () => {
  const dims = 2048;
  const rows = 8000;
  const index = await ExactIndex.create({ dims, rowsPerShard: rows, file: file() });
  const block = randomVectors(2, 1000, dims);
  for (let i = 0; i < rows / 1000; i += 1) index.append(block);
  expect(index.size).toBe(rows);
  expect(index.memoryBytes).toBeLessThan((rows * dims * 4) / 3);
});

test('a part that has no file refuses q8', async () => {
  await expect(new LocalPart().reset(4, 'cosine', 'q8')).rejects.toThrow('expected one for q8');
});

test('a file that takes or gives fewer bytes than a row has is told with both numbers', () => {
  const short = new RowFile({ read: () => 8, write: () => 60 }, 16);
  expect(() => {
    short.write(0, new Float32Array(16));
  }).toThrow('60 bytes of a file of rows were written, expected 64');
  expect(() => {
    short.read(0, new Float32Array(16));
  }).toThrow('8 bytes of a file of rows were read, expected 64');
});
