/** Writes numbers as the tables print them. */
import type { Interval } from '../bootstrap';
import type { Figure } from './figure';
import type { Measure } from './row';

/** Stands for a missing number. */
export const NOTHING = '-';

/** For example `.805`; a zero before the point is left out. */
export function numberText({ digits }: Pick<Measure, 'digits'>, value: number): string {
  return value.toFixed(digits).replace(/^(-?)0\./, '$1.');
}

/** For example `.805 ±.020`, with half the interval's width: it is symmetric except for shares near 0 or 1. */
export function cellText(
  measure: Pick<Measure, 'digits'>,
  figure: Pick<Figure, 'value' | 'interval'> | undefined,
): string {
  if (!figure) return NOTHING;
  const value = numberText(measure, figure.value);
  if (!figure.interval) return value;
  const [low, high] = figure.interval;
  return `${value} ±${numberText(measure, (high - low) / 2)}`;
}

/** For example `+.012`; zero has no sign. */
export function differenceText(measure: Pick<Measure, 'digits'>, value: number): string {
  const text = numberText(measure, value);
  if (Number(text) === 0) return numberText(measure, 0);
  return text.startsWith('-') ? text : `+${text}`;
}

/** For example `[-.003 +.027]`. */
export function intervalText(measure: Pick<Measure, 'digits'>, interval: Interval): string {
  return `[${interval.map((end) => differenceText(measure, end)).join(' ')}]`;
}
