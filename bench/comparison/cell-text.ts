/** Writes numbers as the tables print them. */
import type { Interval } from '../bootstrap';
import type { Figure } from './figure';
import type { Measure } from './row';

/** Where there is no number. */
export const NOTHING = '-';

/** `.805`; whole places stand where there are some. */
export function numberText({ digits }: Pick<Measure, 'digits'>, value: number): string {
  return value.toFixed(digits).replace(/^(-?)0\./, '$1.');
}

/** `.805 ±.020`: half the interval's width, which lies about the value but for shares near 0 or 1. */
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

/** `+.012`: a difference has its sign, but for one that is none. */
export function differenceText(measure: Pick<Measure, 'digits'>, value: number): string {
  const text = numberText(measure, value);
  if (Number(text) === 0) return numberText(measure, 0);
  return text.startsWith('-') ? text : `+${text}`;
}

/** `[-.003 +.027]` */
export function intervalText(measure: Pick<Measure, 'digits'>, interval: Interval): string {
  return `[${interval.map((end) => differenceText(measure, end)).join(' ')}]`;
}
