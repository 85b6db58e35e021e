/** Makes the quality figures of a model's card from the filled columns `off` and `auto`. */
import type { FilledColumn } from './fill-column';
import type { Row } from './row';

/** A card's `metrics`: by measure, then by focus; `n` queries or photos averaged over. */
export type CardMetrics = Readonly<
  Record<string, { readonly n: number; readonly off?: number; readonly auto?: number }>
>;

/** Collects every figure of the columns of the card's encoder, rounded as the table prints them. */
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

/** Returns the card's text with these metrics in place of those of the same name; other fields stay unchanged. */
export function withMetrics(card: string, metrics: CardMetrics): string {
  const { metrics: before, ...facts } = JSON.parse(card) as { readonly metrics?: CardMetrics };
  return `${JSON.stringify({ ...facts, metrics: { ...before, ...metrics } }, undefined, 2)}\n`;
}
