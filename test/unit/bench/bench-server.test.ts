/** Files of vectors in; whether the bench's server gives rows of them, and takes answers, out. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeVectors } from '../../../bench/knn/vector-file';
import { focusFiles } from '../../../bench/model-files';
import { startServer, type BenchServer } from '../../../bench/server';

const folder = mkdtempSync(join(tmpdir(), 'lookalike-server-'));
const DIMS = 3;
const ROWS = Float32Array.from({ length: 10 * DIMS }, (_, i) => i);
let server: BenchServer;

beforeAll(async () => {
  const rows = await writeVectors(join(folder, 'rows.npy'), 10, DIMS, [ROWS]);
  const queries = await writeVectors(join(folder, 'queries.npy'), 2, DIMS, [ROWS.subarray(9, 15)]);
  const vectors = { rows, queries };
  server = await startServer({ page: folder, encoder: undefined, photos: {}, vectors, answers: folder });
});

afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

async function floats(path: string): Promise<number[]> {
  const response = await fetch(server.origin + path);
  expect(response.status).toBe(200);
  return [...new Float32Array(await response.arrayBuffer())];
}

test.each([
  ['0-10', 0, 10],
  ['3-4', 3, 4],
  ['9-10', 9, 10],
])('rows %s are those', async (range, first, end) => {
  expect(await floats(`/vectors/rows/${range}`)).toEqual([...ROWS.subarray(first * DIMS, end * DIMS)]);
});

test('all queries come at once', async () => {
  expect(await floats('/vectors/queries')).toEqual([9, 10, 11, 12, 13, 14]);
});

test.each([
  '/vectors/rows/4-4',
  '/vectors/rows/9-11',
  '/vectors/rows/5-4',
  '/vectors/rows',
  '/vectors/columns/0-1',
])('there is nothing at %s', async (path) => {
  expect((await fetch(server.origin + path)).status).toBe(404);
});

test('the focus network is the one named, or else the app’s', async () => {
  const card = join(folder, 'card.json');
  writeFileSync(card, '{"name":"named"}');
  const focus = { model: card, card };
  const named = await startServer({ page: folder, encoder: undefined, focus, photos: {} });
  try {
    expect(await (await fetch(`${named.origin}/focus/card.json`)).json()).toEqual({ name: 'named' });
  } finally {
    await named.close();
  }
  expect(await (await fetch(`${server.origin}/focus/card.json`)).text()).toBe(
    await readFile(focusFiles().card, 'utf8'),
  );
});

test('answers are taken where they have an address', async () => {
  const put = (path: string) => fetch(server.origin + path, { method: 'PUT', body: Uint32Array.of(1, 2) });
  expect((await put('/answers/queries.rows/0')).status).toBe(204);
  expect((await put('/answers/queries.rows/8')).status).toBe(204);
  const { buffer } = new Uint8Array(await readFile(join(folder, 'ours-queries.rows')));
  expect([...new Uint32Array(buffer)]).toEqual([1, 2, 1, 2]);
  expect((await put('/answers/others.rows/0')).status).toBe(404);
});
