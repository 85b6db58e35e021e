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

/** The next start begins with it. */
export function noteChosen(keptId: string | undefined): void {
  try {
    if (keptId === undefined) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, keptId);
  } catch {
    // then it is the choice of this visit alone
  }
}
