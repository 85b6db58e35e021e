/** Proves that a verdict says which of two columns is better, and nothing where chance could be the reason. */
import { expect, test } from 'vitest';
import { differenceText, cellText, intervalText, numberText } from '../../../bench/comparison/cell-text';
import { figureOf } from '../../../bench/comparison/figure';
import type { FilledColumn } from '../../../bench/comparison/fill-column';
import type { Measure, PerQuery } from '../../../bench/comparison/row';
import type { ColumnName } from '../../../bench/comparison/table-options';
import { verdictOf, verdictsAgainst } from '../../../bench/comparison/verdict';
import { notBetterLine, verdictTable } from '../../../bench/comparison/verdict-table';

const SHARE = { name: 'precision@1', kind: 'high', digits: 3 } as const;
const COUNT = { name: 'photos kept whole', kind: 'count', digits: 0 } as const;
const HITS: PerQuery = Array.from({ length: 100 }, (_, i) => (i % 2 === 0 ? 1 : 0));
const MORE: PerQuery = Array.from({ length: 100 }, (_, i) => (i % 2 === 0 || i > 60 ? 1 : 0));
/** As many hits, at other queries. */
const OTHERS: PerQuery = Array.from({ length: 100 }, (_, i) => (i % 2 === 0 ? 0 : 1));

test.each([
  ['high', MORE, HITS, 'better'],
  ['high', HITS, MORE, 'worse'],
  ['low', MORE, HITS, 'worse'],
  ['low', HITS, MORE, 'better'],
  ['high', HITS, OTHERS, 'no difference shown'],
  ['high', HITS, HITS, 'no difference shown'],
] as const)('where %s is good, a verdict has one word', (kind, ours, theirs, word) => {
  expect(verdictOf({ kind }, ours, theirs)?.word).toBe(word);
});

test('of a count there is no verdict', () => {
  expect(verdictOf(COUNT, HITS, MORE)).toBeUndefined();
});

test('a figure is the mean of the queries that have an answer, or the count of them', () => {
  const figure = figureOf(SHARE, [1, 0, undefined, 1, 1]);
  expect(figure).toMatchObject({ value: 0.75, n: 4 });
  expect(figure?.interval?.[1]).toBe(1);
  expect(figureOf(COUNT, [1, 0, 1, undefined])).toMatchObject({ value: 2, n: 3, interval: undefined });
  expect(figureOf(SHARE, [undefined])).toBeUndefined();
});

test('numbers are written without what one knows', () => {
  expect(numberText(SHARE, 0.8051)).toBe('.805');
  expect(numberText(SHARE, 1)).toBe('1.000');
  expect(numberText(COUNT, 0)).toBe('0');
  expect(cellText(SHARE, { value: 0.805, interval: [0.785, 0.825] })).toBe('.805 ±.020');
  expect(cellText(COUNT, { value: 3, interval: undefined })).toBe('3');
  expect(cellText(SHARE, undefined)).toBe('-');
  expect([0.012, -0.012, 0, -0.0001].map((value) => differenceText(SHARE, value))).toEqual([
    '+.012',
    '-.012',
    '.000',
    '.000',
  ]);
  expect(intervalText(SHARE, [-0.003, 0.027])).toBe('[-.003 +.027]');
});

function filled(name: ColumnName, perQuery: PerQuery): FilledColumn {
  const measures: readonly Measure[] = [SHARE, COUNT];
  return {
    column: { name, by: 'hog' },
    facts: undefined,
    cells: [
      { figures: measures.map((measure) => figureOf(measure, perQuery)), keptWhole: undefined },
      { figures: undefined, keptWhole: undefined },
    ],
    photosPerSecond: 1,
    skipped: [],
  };
}

const ROWS = [
  { name: 'clothing', measures: [SHARE, COUNT] },
  { name: 'focus', measures: [SHARE] },
] as const;

test('a table has a line for every measure that has a verdict', () => {
  const verdicts = verdictsAgainst(ROWS, [filled('hog', HITS), filled('auto', MORE)], 'hog');
  const { title, rows } = verdictTable(ROWS, verdicts!, 'hog');
  expect(title).toBe('auto against hog; the same queries, 95 % intervals');
  expect(rows.length).toBe(1);
  expect(rows[0]).toEqual(['clothing: precision@1', '100', '+.200', expect.any(String), 'better']);
  expect(notBetterLine(ROWS, verdicts!, 'hog')).toBe('auto is better than hog in every row.');
});

test('what is not shown to be better is named', () => {
  const verdicts = verdictsAgainst(ROWS, [filled('hog', MORE), filled('auto', HITS)], 'hog');
  expect(notBetterLine(ROWS, verdicts!, 'hog')).toBe(
    'auto is not shown to be better than hog in: clothing: precision@1 (worse).',
  );
});

test('without one of the columns there are no verdicts', () => {
  expect(verdictsAgainst(ROWS, [filled('auto', HITS)], 'before')).toBeUndefined();
  expect(verdictsAgainst(ROWS, [filled('before', HITS)], 'before')).toBeUndefined();
});

test('where no row has figures of both columns there are no verdicts', () => {
  const columns = [filled('hog', HITS), filled('auto', HITS)];
  expect(verdictsAgainst([{ measures: [COUNT] }], columns, 'hog')).toBeUndefined();
});
