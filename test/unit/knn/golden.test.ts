/** Answers that NumPy gave in float64 in; whether the index gives the same out. */
import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { ExactIndex } from '../../../src/knn/exact-index';

/** As `training/knn_golden.py` writes it: arrays are base64 of little-endian values. */
interface Golden {
  readonly dims: number;
  readonly k: number;
  readonly rows: string;
  readonly queries: string;
  readonly bestRows: string;
  readonly bestScores: string;
}

/** Copied, as a Buffer may start anywhere and a typed array may not. */
function decode(base64: string): ArrayBuffer {
  return Uint8Array.from(Buffer.from(base64, 'base64')).buffer;
}

test.each([16, 100, 16_384])(
  'rows and scores equal those of NumPy, %i rows per shard',
  async (rowsPerShard) => {
    const file = new URL('../../fixtures/knn/golden.json', import.meta.url);
    const golden = JSON.parse(await readFile(file, 'utf8')) as Golden;
    const { dims, k } = golden;
    const queries = new Float32Array(decode(golden.queries));
    const bestRows = new Int32Array(decode(golden.bestRows));
    const bestScores = new Float64Array(decode(golden.bestScores));
    const index = await ExactIndex.create({ dims, rowsPerShard });
    index.append(new Float32Array(decode(golden.rows)));

    for (let query = 0; query < queries.length / dims; query += 1) {
      const matches = index.search(queries.subarray(query * dims, (query + 1) * dims), k);
      expect(matches.map(({ row }) => row)).toEqual([...bestRows.subarray(query * k, (query + 1) * k)]);
      matches.forEach(({ score }, i) => {
        expect(Math.abs(score - (bestScores[query * k + i] ?? Number.NaN))).toBeLessThan(3e-7);
      });
    }
  },
);
