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

/** Milliseconds left as `about 2 min`; coarse, because it is an estimate. */
export function timeLeft(ms: number): string {
  const seconds = ms / 1000;
  if (seconds < 55) return `about ${Math.max(5, Math.ceil(seconds / 5) * 5)} s left`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `about ${minutes} min left`;
  const hours = Math.floor(minutes / 60);
  return `about ${hours} h ${minutes % 60} min left`;
}

/** Cosine as `0.93`. */
export function score(cosine: number): string {
  return cosine.toFixed(2);
}

/** 0.205 as `21%`. */
export function share(part: number): string {
  return `${Math.round(part * 100)}%`;
}
