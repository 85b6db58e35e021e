/** Lists, measure by measure, whether the column `auto` is shown to be better than another. */
import type { Table } from '../table';
import { differenceText, intervalText } from './cell-text';
import type { Row } from './row';
import type { ColumnName } from './table-options';
import type { Verdict, Verdicts } from './verdict';

type NamedRow = Pick<Row, 'name' | 'measures'>;

/** One line per measure that has a verdict. */
export function verdictTable(rows: readonly NamedRow[], verdicts: Verdicts, other: ColumnName): Table {
  return {
    title: `auto against ${other}; the same queries, 95 % intervals`,
    columns: ['row', 'n', 'difference', 'interval', 'auto is'],
    rows: rows.flatMap(({ name, measures }, i) =>
      measures.flatMap((measure, m) => {
        const verdict = verdicts[i]?.[m];
        if (!verdict) return [];
        const { n, difference, interval, word } = verdict;
        return [
          [
            `${name}: ${measure.name}`,
            String(n),
            differenceText(measure, difference),
            intervalText(measure, interval),
            word,
          ],
        ];
      }),
    ),
  };
}

/** Names the measures at which `auto` is not shown to be better: a baseline that is as good there is a failure. */
export function notBetterLine(rows: readonly NamedRow[], verdicts: Verdicts, other: ColumnName): string {
  const judged = rows.flatMap(({ name, measures }, i) =>
    measures.flatMap((measure, m): { readonly name: string; readonly verdict: Verdict }[] => {
      const verdict = verdicts[i]?.[m];
      return verdict ? [{ name: `${name}: ${measure.name}`, verdict }] : [];
    }),
  );
  const failed = judged.filter(({ verdict }) => verdict.word !== 'better');
  if (failed.length === 0) return `auto is better than ${other} in every row.`;
  const told = failed.map(({ name, verdict }) => `${name} (${verdict.word})`).join(', ');
  return `auto is not shown to be better than ${other} in: ${told}.`;
}
