/** Holds the English texts of several screens. */
import type { Device } from '../../contract/encoder';
import { section } from './language';
import { count, plural, rate, score } from './numbers';

/** Milliseconds as `about 2 min`; coarse, because it is an estimate. */
function estimate(ms: number): string {
  const seconds = ms / 1000;
  if (seconds < 55) return `about ${Math.max(5, Math.ceil(seconds / 5) * 5)} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `about ${minutes} min`;
  return `about ${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

export const common = section('common', {
  products: (n: number) => plural(n, { one: '# product', other: '# products' }),
  photos: (n: number) => plural(n, { one: '# photo', other: '# photos' }),
  vectors: (n: number) => plural(n, { one: '# vector', other: '# vectors' }),
  threads: (n: number) => plural(n, { one: '# thread', other: '# threads' }),
  partOf: (done: number, total: number) => `${count(done)} of ${count(total)}`,
  photosPerSecond: (perSecond: number) => `${rate(perSecond)} photos/s`,
  estimate,
  /** @param ms remaining time in milliseconds. */
  timeLeft: (ms: number) => `${estimate(ms)} left`,
  similarity: (value: number) => `similarity ${score(value)}`,
  devices: { webgpu: 'WebGPU', wasm: 'WASM' } satisfies Record<Device, string>,
  /** Names of keys as printed on a keyboard. */
  keys: { Escape: 'Esc', Delete: 'Delete' },
  announcements: 'Announcements',
  catalogue: 'Catalogue',
  search: 'Search',
  close: 'Close',
  closeMessage: 'Close this message',
  pause: 'Pause',
  resume: 'Resume',
  cancel: 'Cancel',
  dismiss: 'Dismiss',
  chooseAgain: 'Choose again',
  skipped: (n: number) => `${count(n)} skipped`,
  openVectors: 'Open vectors',
  closeSearch: 'Close search',
  removeProduct: 'Remove this product',
  /** Replaces the message of a failure that has none. */
  noReason: 'no reason was given',
});
