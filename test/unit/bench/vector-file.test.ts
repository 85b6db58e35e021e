/** Vectors in; whether NumPy's own bytes are written, and read back row by row, out. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { UsageError } from '../../../bench/command';
import { npyHeader, openVectors, queriesAmong, writeVectors } from '../../../bench/knn/vector-file';

const folder = mkdtempSync(join(tmpdir(), 'lookalike-vectors-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const fixture = (name: string) => fileURLToPath(new URL(`../../fixtures/${name}`, import.meta.url));
/** Written by NumPy 1.24: `np.save(name, np.array([[1, 2], [0.5, -0.25], [3e-8, -1e30]], np.float32))`. */
const NUMPY = fixture('knn/numpy-3x2.npy');
const VALUES = Float32Array.of(1, 2, 0.5, -0.25, 3e-8, -1e30);

test('a file is the one that NumPy writes, however many blocks it comes in', async () => {
  const path = join(folder, 'written.npy');
  const written = await writeVectors(path, 3, 2, [VALUES.subarray(0, 2), VALUES.subarray(2)]);
  expect(await readFile(path)).toEqual(await readFile(NUMPY));
  expect(written).toEqual({ path, n: 3, dims: 2, dataAt: 128 });
  expect(await openVectors(path)).toEqual(written);
});

test('a header of any length ends at a multiple of 64 bytes', () => {
  const header = npyHeader(1_000_000_000_000_000, 65_536);
  expect(header.length % 64).toBe(0);
  expect(header.readUInt16LE(8)).toBe(header.length - 10);
  expect(header.at(-1)).toBe('\n'.charCodeAt(0));
});

test('what fails on the way leaves no file', async () => {
  const failing = function* () {
    yield VALUES;
    throw new Error('no more');
  };
  await expect(writeVectors(join(folder, 'half.npy'), 6, 2, failing())).rejects.toThrow('no more');
  expect(readdirSync(folder).filter((name) => name.startsWith('half'))).toEqual([]);
});

test('a file of another format version is read too', async () => {
  expect(await openVectors(fixture('exchange/version-2.npy'))).toMatchObject({ n: 5, dims: 7 });
});

test.each([
  ['float64-little', '(5, 7) of floats (<f8), expected float32 [n, dims] in C order.'],
  ['float32-big', '(5, 7) of floats (>f4), expected float32 [n, dims] in C order.'],
  ['fortran', '(5, 7) of floats (<f4) in Fortran order, expected float32 [n, dims] in C order.'],
  ['shape-1', '(7,) of floats (<f4), expected float32 [n, dims] in C order.'],
  ['shape-3', 'expected float32 [n, dims] in C order.'],
])('%s is refused', async (name, sentence) => {
  const opened = openVectors(fixture(`exchange/${name}.npy`));
  await expect(opened).rejects.toThrow(UsageError);
  await expect(opened).rejects.toThrow(sentence);
});

test('what is no file, no .npy or cut off is refused', async () => {
  await expect(openVectors(join(folder, 'nowhere.npy'))).rejects.toThrow('--vectors: there is no file');
  await expect(openVectors(fixture('knn/golden.json'))).rejects.toThrow('expected "\\x93NUMPY"');
  const cut = join(folder, 'cut.npy');
  await writeFile(cut, (await readFile(NUMPY)).subarray(0, -1));
  await expect(openVectors(cut)).rejects.toThrow('has 151 bytes, expected 152 for (3, 2) of floats (<f4).');
});

test('queries among rows are spread evenly; all of them where there are few', async () => {
  const rows = await openVectors(NUMPY);
  const few = await queriesAmong(rows, join(folder, 'few.npy'));
  expect(await readFile(few.path)).toEqual(await readFile(NUMPY));
  const counted = Float32Array.from({ length: 2500 }, (_, row) => row);
  const many = await writeVectors(join(folder, 'many.npy'), 2500, 1, [counted]);
  const queries = await queriesAmong(many, join(folder, 'queries.npy'));
  expect(queries).toMatchObject({ n: 1000, dims: 1 });
  const { buffer } = new Uint8Array((await readFile(queries.path)).subarray(queries.dataAt));
  expect([...new Float32Array(buffer)].slice(0, 4)).toEqual([0, 2, 5, 7]);
});
