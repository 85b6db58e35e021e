/** Names with the places where they stand in a file in; the names alone, each there once, out. */
import { LookalikeError } from '../errors';

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
      throw new LookalikeError('NamesInvalid', `${unit} ${place} is empty, expected a name`);
    }
    if (name.includes('\0')) {
      throw new LookalikeError('NamesInvalid', `${unit} ${place} holds a NUL character, expected text`);
    }
    const before = places.get(name);
    if (before !== undefined) {
      throw new LookalikeError(
        'NamesInvalid',
        `${unit} ${before} and ${unit} ${place} hold the same name “${name}”, expected every name once`,
      );
    }
    places.set(name, place);
  }
  if (places.size === 0) throw new LookalikeError('NamesInvalid', 'the file holds no names');
  return [...places.keys()];
}
