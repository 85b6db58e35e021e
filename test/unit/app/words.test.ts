/** Numbers and error names in; proof of the words that people read out. */
import { describe, expect, test } from 'vitest';
import { count, counted, score, size, timeLeft } from '../../../src/app/format';
import { SENTENCES, sentenceFor } from '../../../src/app/sentences';
import { LookalikeError } from '../../../src/errors';

test.each([
  [counted(1, 'photo'), '1 photo'],
  [counted(137280, 'photo'), '137,280 photos'],
  [counted(2, 'product is', 'products are'), '2 products are'],
  [count(0), '0'],
  [size(999), '999 B'],
  [size(4_400_833), '4.4 MB'],
  [size(999_960), '1.0 MB'],
  [size(2_250_000_000), '2.3 GB'],
  [timeLeft(1200), 'about 5 s left'],
  [timeLeft(41_000), 'about 45 s left'],
  [timeLeft(58_000), 'about 1 min left'],
  [timeLeft(3_600_000 * 2 + 60_000 * 7), 'about 2 h 7 min left'],
  [score(0.9349), '0.93'],
  [score(-1204.53), '-1,204.5'],
])('%s reads as %s', (text, expected) => {
  expect(text).toBe(expected);
});

describe('every error', () => {
  test.each(Object.entries(SENTENCES))('%s says what happened and what to do', (_name, { what, next }) => {
    expect(what).toMatch(/^[A-Z].*\.$/);
    expect(next).toMatch(/^[A-Z].*\.$/);
  });

  test('of ours is found by its name, also after it has crossed a thread', () => {
    const crossed = Object.assign(new Error('QuotaExceededError: '), { name: 'StorageFull' });
    expect(sentenceFor(crossed)).toBe(SENTENCES.StorageFull);
    expect(sentenceFor(new LookalikeError('PhotoEmpty', ''))).toBe(SENTENCES.PhotoEmpty);
  });

  test('of a file to import is told in full, with the numbers that were found', () => {
    const { what, detail } = sentenceFor(
      new LookalikeError('NamesMismatch', 'There are 3 names but 4 vectors.'),
    );
    expect(what).toBe(SENTENCES.NamesMismatch.what);
    expect(detail).toBe('There are 3 names but 4 vectors.');
  });

  test('of others keeps its own words', () => {
    expect(sentenceFor(new TypeError('x is not a function')).what).toContain('x is not a function');
    expect(sentenceFor(Object.assign(new Error('odd'), { name: 'toString' })).what).toContain('odd');
  });
});
