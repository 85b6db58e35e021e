/** Remembers in local storage which encoder the page starts with. */

const KEY = 'encoder';

/** Id of a custom model on this device; undefined for the shipped encoder. */
export function chosenEncoder(): string | undefined {
  try {
    return localStorage.getItem(KEY) ?? undefined;
  } catch {
    // a browser that forbids local storage stores no custom models either
    return undefined;
  }
}

/** Stores the id, so that the next visit starts with this encoder. */
export function noteChosen(keptId: string | undefined): void {
  try {
    if (keptId === undefined) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, keptId);
  } catch {
    // storage is forbidden: the choice lasts for this visit only
  }
}
