/** Collects names that were read from a file, and refuses empty or repeated ones. */
import { refusal } from '../contract/reasons';

/** A name and where it stands, as a message puts it: `line 3`, `entry 3`. */
export interface PlacedName {
  readonly name: string;
  readonly place: number;
}

/**
 * Collects names for products. Nothing is trimmed or changed; two names are the same where all their characters are.
 *
 * @param unit what `place` counts, from 1: `line` or `entry`.
 * @throws LookalikeError `NamesInvalid` where there is no name, where one is empty or blank (with its place), where one
 *   stands twice (with both places), or where one holds a NUL, which no text has.
 */
export function collectNames(found: Iterable<PlacedName>, unit: 'line' | 'entry'): readonly string[] {
  const places = new Map<string, number>();
  for (const { name, place } of found) {
    if (name.trim() === '') {
      throw refusal('NamesInvalid', { code: 'name-empty', unit, place });
    }
    if (name.includes('\0')) {
      throw refusal('NamesInvalid', { code: 'name-nul', unit, place });
    }
    const before = places.get(name);
    if (before !== undefined) {
      throw refusal('NamesInvalid', { code: 'name-twice', unit, before, place, name });
    }
    places.set(name, place);
  }
  if (places.size === 0) throw refusal('NamesInvalid', { code: 'no-names' });
  return [...places.keys()];
}
