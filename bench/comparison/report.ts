/** Turns filled columns into the printed table, and into the numbers of the JSON. */
import type { Table } from '../table';
import { cellText, NOTHING, numberText } from './cell-text';
import type { Figure } from './figure';
import type { FilledColumn } from './fill-column';
import type { Row } from './row';
import type { TableOptions } from './table-options';
import { verdictsAgainst } from './verdict';

/** One line per measure. */
export function tableOf(
  rows: readonly Row[],
  filled: readonly FilledColumn[],
  { limit }: Pick<TableOptions, 'limit'>,
): Table {
  const named = filled.flatMap(({ column, facts }) => (facts ? [`${column.name}: ${facts.name}`] : []));
  const limited = limit === undefined ? [] : [`at most ${limit} photos a class`];
  return {
    title: ['evaluations', ...named, ...limited].join('; '),
    columns: ['row', 'n', 'chance', ...filled.map(({ column }) => column.name)],
    rows: rows.flatMap((row, i) =>
      row.measures.map((measure, m) => {
        const figures = filled.map(({ cells }) => cells[i]?.figures?.[m]);
        const n = figures.find((figure) => figure !== undefined)?.n;
        return [
          `${row.name}: ${measure.name}`,
          n === undefined ? NOTHING : String(n),
          measure.chance === undefined ? NOTHING : numberText(measure, measure.chance),
          ...figures.map((figure) => cellText(measure, figure)),
        ];
      }),
    ),
  };
}

/** A figure without its values per query. */
function summary(figure: Figure | undefined) {
  return figure && { value: figure.value, interval: figure.interval, n: figure.n };
}

/** All numbers, by column and by row. */
export function figuresOf(rows: readonly Row[], filled: readonly FilledColumn[], options: TableOptions) {
  const verdicts = verdictsAgainst(rows, filled, 'before');
  const verdictsOnHog = verdictsAgainst(rows, filled, 'hog');
  return {
    data: options.data,
    limit: options.limit,
    columns: Object.fromEntries(
      filled.map(({ column, facts, photosPerSecond, skipped }) => [
        column.name,
        {
          by: column.by,
          encoder: facts?.name,
          fingerprint: facts?.fingerprint,
          focus: column.by === 'encoder' ? column.focus : undefined,
          device: facts?.device,
          photosPerSecond,
          skipped,
        },
      ]),
    ),
    rows: Object.fromEntries(
      rows.map((row, i) => [
        row.name,
        {
          photos: row.photos.length,
          measures: Object.fromEntries(
            row.measures.map((measure, m) => [
              measure.name,
              {
                chance: measure.chance,
                ...Object.fromEntries(
                  filled.map(({ column, cells }) => [column.name, summary(cells[i]?.figures?.[m])]),
                ),
                verdict: verdicts?.[i]?.[m],
                verdictOnHog: verdictsOnHog?.[i]?.[m],
              },
            ]),
          ),
          keptWhole: Object.fromEntries(
            filled.map(({ column, cells }) => [column.name, cells[i]?.keptWhole]),
          ),
        },
      ]),
    ),
  };
}
