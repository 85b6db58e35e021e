/** Numbers in; short texts for people out. */

const WHOLE = new Intl.NumberFormat('en');
const ONE_DIGIT = new Intl.NumberFormat('en', { maximumFractionDigits: 1, minimumFractionDigits: 1 });

/** 137280 as `137,280`. */
export function count(n: number): string {
  return WHOLE.format(n);
}

/** `1 photo`, `2 photos`. */
export function counted(n: number, one: string, many = `${one}s`): string {
  return `${count(n)} ${n === 1 ? one : many}`;
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

/** Milliseconds as `about 2 min`; coarse, because it is an estimate. */
export function estimate(ms: number): string {
  const seconds = ms / 1000;
  if (seconds < 55) return `about ${Math.max(5, Math.ceil(seconds / 5) * 5)} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `about ${minutes} min`;
  return `about ${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** Milliseconds left as `about 2 min left`. */
export function timeLeft(ms: number): string {
  return `${estimate(ms)} left`;
}

/** Cosine as `0.93`; a score of another metric as `-1,204.5`. */
export function score(value: number): string {
  return Math.abs(value) < 100 ? value.toFixed(2) : ONE_DIGIT.format(value);
}

const EUROS = new Intl.NumberFormat('en', { style: 'currency', currency: 'EUR' });

/** Cents as `€24.90`. */
export function price(cents: number): string {
  return EUROS.format(cents / 100);
}

/** 0.9512 as `95.1%`: of figures that decide by a part of a hundredth. */
export function percent(part: number): string {
  return `${ONE_DIGIT.format(part * 100)}%`;
}

/** 0.205 as `21%`. */
export function share(part: number): string {
  return `${Math.round(part * 100)}%`;
}
