/** What was seen of each photo in; whether whole ones are counted by their reasons out. */
import { expect, test } from 'vitest';
import { keptWhole, keptWholeLine } from '../../../bench/evaluate/kept-whole';

test('photos kept whole are counted by the reason why', () => {
  const kept = keptWhole(['subject', 'unsure', 'fills-the-photo', 'unsure']);
  expect(kept).toEqual({ photos: 4, whole: 3, reasons: { unsure: 2, 'fills-the-photo': 1 } });
  expect(keptWholeLine('gallery', kept)).toBe(
    'gallery: 3 of 4 photos kept whole (unsure 2, fills-the-photo 1)',
  );
});

test('where all have a subject there is no reason to tell', () => {
  expect(keptWholeLine('queries', keptWhole(['subject']))).toBe('queries: 0 of 1 photos kept whole');
});
