/** Filled columns in; whether each cell stands in its place out. */
import { expect, test } from 'vitest';
import { cardMetrics, withMetrics } from '../../../bench/comparison/card-metrics';
import type { Column } from '../../../bench/comparison/column';
import type { Cell, FilledColumn } from '../../../bench/comparison/fill-column';
import { figureOf } from '../../../bench/comparison/figure';
import { figuresOf, tableOf } from '../../../bench/comparison/report';
import type { Row } from '../../../bench/comparison/row';
import { tableOptions } from '../../../bench/comparison/table-options';
import { verdictOf } from '../../../bench/comparison/verdict';

const ROWS: readonly Row[] = [
  {
    name: 'studio',
    measures: [{ name: 'precision@1', kind: 'high', chance: 0.25, digits: 3 }],
    photos: [0, 1],
    judge: async () => undefined,
  },
  {
    name: 'focus',
    measures: [{ name: 'photos kept whole', kind: 'count', digits: 0 }],
    photos: [],
    judge: async () => undefined,
  },
];

function filled(column: Column, cells: readonly Cell[]): FilledColumn {
  return { column, facts: undefined, cells, photosPerSecond: 1, skipped: [] };
}

const FILES = { model: '', card: '' };
const AUTO: Column = { name: 'auto', by: 'encoder', encoder: FILES, focus: 'auto', focusNetwork: FILES };
/** Of eight queries. */
const HALF = figureOf({ kind: 'high' }, [1, 1, 1, 1, 0, 0, 0, 0])!;
const MOST = figureOf({ kind: 'high' }, [1, 1, 1, 1, 1, 1, 1, 0])!;
const COLUMNS = [
  filled({ name: 'hog', by: 'hog' }, [
    { figures: [HALF], keptWhole: undefined },
    { figures: undefined, keptWhole: undefined },
  ]),
  filled(AUTO, [
    { figures: [MOST], keptWhole: { photos: 2, whole: 1, reasons: { unsure: 1 } } },
    { figures: [{ value: 3, n: 60, interval: undefined, perQuery: [] }], keptWhole: undefined },
  ]),
];

test('a cell that does not apply is a dash', () => {
  const table = tableOf(ROWS, COLUMNS, { limit: 4 });
  expect(table.title).toBe('evaluations; at most 4 photos a class');
  expect(table.columns).toEqual(['row', 'n', 'chance', 'hog', 'auto']);
  expect(table.rows).toEqual([
    ['studio: precision@1', '8', '.250', '.500 ±.375', '.875 ±.188'],
    ['focus: photos kept whole', '60', '-', '-', '3'],
  ]);
});

test('the JSON has every number by row, measure and column', () => {
  const { rows, columns } = figuresOf(ROWS, COLUMNS, tableOptions(['--data', 'd']));
  expect(rows['studio']?.measures['precision@1']).toEqual({
    chance: 0.25,
    hog: { value: 0.5, interval: HALF.interval, n: 8 },
    auto: { value: 0.875, interval: MOST.interval, n: 8 },
    verdict: undefined,
    verdictOnHog: verdictOf({ kind: 'high' }, MOST.perQuery, HALF.perQuery),
  });
  expect(rows['studio']?.keptWhole['auto']).toEqual({ photos: 2, whole: 1, reasons: { unsure: 1 } });
  expect(columns['auto']?.focus).toBe('auto');
  expect(columns['hog']?.focus).toBeUndefined();
});

test("a card is given its own encoder's figures, in place of older ones of the same name", () => {
  const metrics = cardMetrics(ROWS, COLUMNS);
  expect(metrics).toEqual({
    'studio: precision@1': { n: 8, auto: 0.875 },
    'focus: photos kept whole': { n: 60, auto: 3 },
  });
  const card = JSON.stringify({
    name: 'x',
    metrics: { 'studio: precision@1': { n: 4, off: 1 }, 'swap: hit@1': { n: 2, off: 0.5 } },
  });
  expect(JSON.parse(withMetrics(card, metrics))).toEqual({
    name: 'x',
    metrics: { ...metrics, 'swap: hit@1': { n: 2, off: 0.5 } },
  });
});
