/** What the page and the native script give back in; whether figures, cosines and the table are right out. */
import { expect, test } from 'vitest';
import { encoderTable, type OwnFigures } from '../../../bench/encoder/encoder-table';
import { nativeFiguresOf } from '../../../bench/encoder/native-encoder';
import { filedEmbeddings, nearnessOf, sentEmbedding } from '../../../bench/encoder/nearness';
import { formatTable } from '../../../bench/table';

const OURS: OwnFigures = {
  ...{ encoder: 'products', fingerprint: 'f', dims: 2, encoded: 40, threads: 2, seconds: [1, 2] },
  perSecond: { min: 20, max: 40, p50: 20, p95: 40, mean: 30, sd: 14.142 },
};

function bytes(...values: readonly number[]): Uint8Array {
  return new Uint8Array(Float32Array.from(values).buffer);
}

test('an embedding comes back from the page as it was sent, and none as none', () => {
  expect(sentEmbedding(Buffer.from(bytes(0.5, -1)).toString('base64'))).toEqual(Float32Array.of(0.5, -1));
  expect(sentEmbedding('')).toBeUndefined();
});

test('a row of a file that is NaN is no embedding', () => {
  expect(filedEmbeddings(bytes(1, 0, NaN, NaN), 2)).toEqual([Float32Array.of(1, 0), undefined]);
  expect(() => filedEmbeddings(bytes(1, 0, 1), 2)).toThrow('12 bytes are no float32 embeddings of 2 photos.');
});

test('nearness is over the photos that both have', () => {
  const east = Float32Array.of(1, 0);
  const north = Float32Array.of(0, 2);
  expect(nearnessOf([east, east, undefined, north], [east, north, east, undefined])).toEqual({
    photos: 2,
    mean: 0.5,
    min: 0,
  });
  expect(nearnessOf([undefined], [east])).toEqual({ photos: 0, mean: NaN, min: NaN });
});

test('photos per second of native are those that were encoded', () => {
  const figures = nativeFiguresOf('{"version":"onnxruntime 1","encoded":40,"seconds":[0.5,1]}', 2);
  expect(figures).toMatchObject({ version: 'onnxruntime 1', encoded: 40, threads: 2, seconds: [0.5, 1] });
  expect(figures.perSecond).toMatchObject({ min: 40, max: 80, mean: 60 });
});

test('native stands below ours with its ratio, or its reason under the title', () => {
  const figures = nativeFiguresOf('{"version":"onnxruntime 1","encoded":39,"seconds":[0.5]}', 2);
  const nearness = { photos: 39, mean: 0.999999, min: 0.98765499 };
  const { columns, rows } = encoderTable('shop', OURS, { figures, nearness });
  expect(rows).toEqual([
    ['lookalike', '2', '40', '40.0', '30.0 ± 14.1', '1.00 x', '', ''],
    ['onnxruntime 1', '2', '39', '78.0', '78.0 ± 0.0', '2.60 x', '0.99999', '0.98765'],
  ]);
  expect(rows.every((row) => row.length === columns.length)).toBe(true);
  const skipped = encoderTable('shop', OURS, { skipped: 'no python3' });
  expect(skipped.rows).toHaveLength(1);
  expect(formatTable(skipped)).toContain('\nnative skipped: no python3\n');
});
