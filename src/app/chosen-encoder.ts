/** The browser's small storage in; which encoder the page is to start with out. */

const KEY = 'encoder';

/** Id of a model of others on this device; undefined for the shipped encoder. */
export function chosenEncoder(): string | undefined {
  try {
    return localStorage.getItem(KEY) ?? undefined;
  } catch {
    // a browser that forbids storage keeps no models either
    return undefined;
  }
}

/** The page starts anew with it: an encoder that runs is not changed under a catalogue. */
export function startWith(keptId: string | undefined): void {
  if (keptId === undefined) localStorage.removeItem(KEY);
  else localStorage.setItem(KEY, keptId);
  window.location.reload();
}
