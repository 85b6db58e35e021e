/** Formats numbers for the current language. */
import { language } from './language';

const WHOLE = new Intl.NumberFormat(language());
const ONE_DIGIT = new Intl.NumberFormat(language(), { maximumFractionDigits: 1, minimumFractionDigits: 1 });
const TWO_DIGITS = new Intl.NumberFormat(language(), { maximumFractionDigits: 2, minimumFractionDigits: 2 });
const FOUR_DIGITS = new Intl.NumberFormat(language(), { maximumFractionDigits: 4, minimumFractionDigits: 4 });
const EUROS = new Intl.NumberFormat(language(), { style: 'currency', currency: 'EUR' });
const WHOLE_PERCENT = new Intl.NumberFormat(language(), { style: 'percent' });
const PERCENT = new Intl.NumberFormat(language(), {
  style: 'percent',
  maximumFractionDigits: 1,
  minimumFractionDigits: 1,
});
const PLURALS = new Intl.PluralRules(language());

/** 137280 as `137,280`. */
export function count(n: number): string {
  return WHOLE.format(n);
}

/** Plural forms of a text, by the rules of the language; `#` stands for the number. */
export type Forms = Readonly<Partial<Record<Intl.LDMLPluralRule, string>>> & { readonly other: string };

/** `1 photo`, `2 photos`. */
export function plural(n: number, forms: Forms): string {
  return (forms[PLURALS.select(n)] ?? forms.other).replace('#', count(n));
}

/** Bytes as `3.2 MB`; decimal units, as systems show disk sizes. */
export function size(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  const units = ['kB', 'MB', 'GB', 'TB'];
  let value = bytes;
  let unit = '';
  for (unit of units) {
    value /= 1000;
    if (value < 999.95) break;
  }
  return `${ONE_DIGIT.format(value)} ${unit}`;
}

/** Cosine as `0.93`; a score of another metric as `-1,204.5`. */
export function score(value: number): string {
  return Math.abs(value) < 100 ? TWO_DIGITS.format(value) : ONE_DIGIT.format(value);
}

/** A number with a fixed count of decimals: 0.9 with three as `0.900`. */
export function decimal(value: number, digits: number): string {
  const options = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  return new Intl.NumberFormat(language(), options).format(value);
}

/** A cosine near 1 with four decimals: 0.99987 as `0.9999`. */
export function agreement(cosine: number): string {
  return FOUR_DIGITS.format(cosine);
}

/** A rate a second as `4.2`, from ten on as `42`. */
export function rate(perSecond: number): string {
  return perSecond < 10 ? ONE_DIGIT.format(perSecond) : WHOLE.format(Math.round(perSecond));
}

/** Cents as `€24.90`. */
export function price(cents: number): string {
  return EUROS.format(cents / 100);
}

/** 0.9512 as `95.1%`, for figures that are compared by tenths of a per cent. */
export function percent(part: number): string {
  return PERCENT.format(part);
}

/** 0.205 as `21%`. */
export function share(part: number): string {
  return WHOLE_PERCENT.format(part);
}
