/** Moments of a played clock in; whether the time left is told by the work that is left out. */
import { describe, expect, test } from 'vitest';
import { TablePace } from '../../../../src/catalogue/table/table-pace';

describe('the pace of a table', () => {
  test('tells the time left by pairs: the second half of the products takes a third of the first’s time', () => {
    let now = 0;
    const pace = new TablePace(10_000, 0, () => now);
    expect(pace.etaMs).toBeUndefined();
    now = 6000;
    pace.reached(5000);
    expect(pace.perSecond).toBeCloseTo(833.3, 1);
    expect((pace.etaMs ?? 0) / 1000).toBeCloseTo(2, 2);
  });

  test('goes on from what an earlier session has done', () => {
    let now = 0;
    const pace = new TablePace(10_000, 9000, () => now);
    now = 1000;
    pace.reached(9500);
    expect(pace.perSecond).toBe(500);
    expect((pace.etaMs ?? 0) / 1000).toBeCloseTo(1 / 3, 2);
    expect(pace.done).toBe(9500);
  });

  test('knows what share of the work is done, also where there is none', () => {
    expect(TablePace.share(1001, 0)).toBe(0);
    expect(TablePace.share(1001, 500)).toBeCloseTo(0.75, 2);
    expect(TablePace.share(1001, 1001)).toBe(1);
    expect(TablePace.share(1, 0)).toBe(0);
    expect(TablePace.share(1, 1)).toBe(1);
  });
});
