/** Rows and the filled columns `off` and `auto` in; what a model's card says of its quality out. */
import type { FilledColumn } from './fill-column';
import type { Row } from './row';

/** A card's `metrics`: by measure, then by focus; `n` queries or photos averaged over. */
export type CardMetrics = Readonly<
  Record<string, { readonly n: number; readonly off?: number; readonly auto?: number }>
>;

/** The figures of every measure that a column of the card's own encoder has; rounded as the table prints them. */
export function cardMetrics(rows: readonly Row[], filled: readonly FilledColumn[]): CardMetrics {
  const metrics: Record<string, { n: number; off?: number; auto?: number }> = {};
  for (const { column, cells } of filled) {
    if (column.name !== 'off' && column.name !== 'auto') continue;
    for (const [i, row] of rows.entries()) {
      for (const [m, measure] of row.measures.entries()) {
        const figure = cells[i]?.figures?.[m];
        if (!figure) continue;
        const name = `${row.name}: ${measure.name}`;
        metrics[name] = {
          ...metrics[name],
          n: figure.n,
          [column.name]: Number(figure.value.toFixed(measure.digits)),
        };
      }
    }
  }
  return metrics;
}

/** The card's text with these metrics in place of those of the same name that it had; other fields stay as they are. */
export function withMetrics(card: string, metrics: CardMetrics): string {
  const { metrics: before, ...facts } = JSON.parse(card) as { readonly metrics?: CardMetrics };
  return `${JSON.stringify({ ...facts, metrics: { ...before, ...metrics } }, undefined, 2)}\n`;
}
