/** Holds the German texts of several screens. */
import type { Messages } from '../messages';
import { count, plural, rate, score } from '../numbers';

/** Milliseconds as `etwa 2 min`; coarse, because it is an estimate. */
function estimate(ms: number): string {
  const seconds = ms / 1000;
  if (seconds < 55) return `etwa ${Math.max(5, Math.ceil(seconds / 5) * 5)} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `etwa ${minutes} min`;
  return `etwa ${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

export const common: Messages['common'] = {
  products: (n) => plural(n, { one: '# Produkt', other: '# Produkte' }),
  photos: (n) => plural(n, { one: '# Foto', other: '# Fotos' }),
  vectors: (n) => plural(n, { one: '# Vektor', other: '# Vektoren' }),
  threads: (n) => plural(n, { one: '# Thread', other: '# Threads' }),
  partOf: (done, total) => `${count(done)} von ${count(total)}`,
  photosPerSecond: (perSecond) => `${rate(perSecond)} Fotos/s`,
  estimate,
  timeLeft: (ms) => `noch ${estimate(ms)}`,
  similarity: (value) => `Ähnlichkeit ${score(value)}`,
  devices: { webgpu: 'WebGPU', wasm: 'WASM' },
  keys: { Escape: 'Esc', Delete: 'Entf' },
  announcements: 'Meldungen',
  catalogue: 'Katalog',
  search: 'Suche',
  close: 'Schließen',
  closeMessage: 'Diese Meldung schließen',
  pause: 'Anhalten',
  resume: 'Fortsetzen',
  cancel: 'Abbrechen',
  dismiss: 'Ausblenden',
  chooseAgain: 'Erneut wählen',
  skipped: (n) => `${count(n)} übersprungen`,
  openVectors: 'Vektoren öffnen',
  closeSearch: 'Suche schließen',
  removeProduct: 'Dieses Produkt entfernen',
  noReason: 'ein Grund wurde nicht genannt',
};
