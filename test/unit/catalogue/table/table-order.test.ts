/** Rows with gaps in; whether positions, and checkpoints by them, mean the same products in another session out. */
import { describe, expect, test } from 'vitest';
import { TableOrder } from '../../../../src/catalogue/table/table-order';
import { NO_ROW } from '../../../../src/knn/kernel';

/** Rows 1, 4 and 5 were removed; the next session knows no gaps. */
const WITH_GAPS = new TableOrder(['a', undefined, 'b', 'c', undefined, undefined, 'd'], 7);
const WITHOUT = new TableOrder(['a', 'b', 'c', 'd'], 4);

describe('the order of a table', () => {
  test('is that of the rows that are left', () => {
    expect(WITH_GAPS.ids).toEqual(['a', 'b', 'c', 'd']);
    expect(WITH_GAPS.isOf(WITHOUT.ids)).toBe(true);
    expect(WITH_GAPS.isOf(['a', 'c', 'b', 'd'])).toBe(false);
    expect(WITH_GAPS.isOf(['a', 'b', 'c'])).toBe(false);
  });

  test('takes no product from rows that the index no longer has', () => {
    expect(new TableOrder(['a', 'b', 'left over'], 2).ids).toEqual(['a', 'b']);
  });

  test('writes lookalikes by position', () => {
    const rows = [
      { row: 2, matches: [{ row: 6, score: 0.5 }] },
      { row: 3, matches: [{ row: 0, score: 0.25 }] },
    ];
    expect(WITH_GAPS.toRecord(rows, 1)).toEqual({
      first: 1,
      products: 2,
      lookalikes: Uint32Array.of(3, 0),
      scores: Float32Array.of(0.5, 0.25),
    });
  });

  test('refuses rows that would make a wrong table', () => {
    expect(() => WITH_GAPS.toRecord([{ row: 0, matches: [{ row: 2, score: 1 }] }], 2)).toThrow('expected 2');
    expect(() => WITH_GAPS.toRecord([{ row: 0, matches: [{ row: 4, score: 1 }] }], 1)).toThrow(
      'expected one of a product',
    );
  });
});

describe('a checkpoint', () => {
  const K = 2;
  const kept = {
    k: K,
    // rows 3 to 6: c, two that were removed, d
    rows: Uint32Array.of(0, 2, NO_ROW, NO_ROW, NO_ROW, NO_ROW, 3, NO_ROW),
    scores: Float64Array.of(0.1, 0.2, -Infinity, -Infinity, -Infinity, -Infinity, 0.3, -Infinity),
  };

  test('of a session with gaps is gone on from in one without', () => {
    const records = WITH_GAPS.toCheckpoint({ row: 3, kept });
    expect(records).toMatchObject([{ first: 2, lookalikes: Uint32Array.of(0, 1, 2, NO_ROW) }]);
    expect(WITHOUT.fromCheckpoint(records, K)).toEqual({
      row: 2,
      kept: {
        k: K,
        rows: Uint32Array.of(0, 1, 2, NO_ROW),
        scores: Float64Array.of(0.1, 0.2, 0.3, -Infinity),
      },
    });
  });

  test('is what it was in its own session', () => {
    expect(WITH_GAPS.fromCheckpoint(WITH_GAPS.toCheckpoint({ row: 3, kept }), K)).toEqual({ row: 3, kept });
  });

  test('lies in records of a few MB, together whole', () => {
    const rows = 30_000;
    const k = 100;
    const order = new TableOrder(
      Array.from({ length: rows }, (_, row) => `${row}`),
      rows,
    );
    const large = {
      k,
      rows: Uint32Array.from({ length: rows * k }, (_, i) => i % rows),
      scores: Float64Array.from({ length: rows * k }, (_, i) => i),
    };
    const records = order.toCheckpoint({ row: 0, kept: large });
    expect(records.length).toBeGreaterThan(2);
    for (const { scores } of records) expect(scores.byteLength).toBeLessThanOrEqual(8 * 2 ** 20);
    const back = order.fromCheckpoint(records, k)?.kept;
    expect(back?.rows.every((row, i) => row === large.rows[i])).toBe(true);
    expect(back?.scores.every((score, i) => score === large.scores[i])).toBe(true);
  });

  test('that is not there lets the table begin at its start', () => {
    expect(WITHOUT.fromCheckpoint([], K)).toBeUndefined();
  });
});
