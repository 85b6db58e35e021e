/** Numbers and error names in; proof of the words that people read out. */
import { describe, expect, test } from 'vitest';
import { common } from '../../../../src/app/messages/common';
import { errors } from '../../../../src/app/messages/errors';
import { jobs } from '../../../../src/app/messages/jobs';
import { agreement, count, percent, rate, score, share, size } from '../../../../src/app/messages/numbers';
import { sentenceFor } from '../../../../src/app/ui/sentences';
import { LookalikeError } from '../../../../src/shared/errors';

test.each([
  [common.photos(1), '1 photo'],
  [common.photos(137280), '137,280 photos'],
  [jobs.vanished(1, 'shirts'), '1 product is no longer in the folder “shirts”.'],
  [jobs.vanished(2, 'shirts'), '2 products are no longer in the folder “shirts”.'],
  [count(0), '0'],
  [size(999), '999 B'],
  [size(4_400_833), '4.4 MB'],
  [size(999_960), '1.0 MB'],
  [size(2_250_000_000), '2.3 GB'],
  [common.timeLeft(1200), 'about 5 s left'],
  [common.timeLeft(41_000), 'about 45 s left'],
  [common.timeLeft(58_000), 'about 1 min left'],
  [common.timeLeft(3_600_000 * 2 + 60_000 * 7), 'about 2 h 7 min left'],
  [score(0.9349), '0.93'],
  [score(-1204.53), '-1,204.5'],
  [agreement(0.99987), '0.9999'],
  [rate(4.24), '4.2'],
  [rate(41.7), '42'],
  [percent(0.9512), '95.1%'],
  [share(0.205), '21%'],
])('%s reads as %s', (text, expected) => {
  expect(text).toBe(expected);
});

describe('every error', () => {
  test.each(Object.entries(errors.named))('%s says what happened and what to do', (_name, { what, next }) => {
    expect(what).toMatch(/^[A-Z].*\.$/);
    expect(next).toMatch(/^[A-Z].*\.$/);
  });

  test('of ours is found by its name, also after it has crossed a thread', () => {
    const crossed = Object.assign(new Error('QuotaExceededError: '), { name: 'StorageFull' });
    expect(sentenceFor(crossed)).toBe(errors.named.StorageFull);
    expect(sentenceFor(new LookalikeError('PhotoEmpty', ''))).toBe(errors.named.PhotoEmpty);
  });

  test('of a file to import is told in full, with the numbers that were found', () => {
    const { what, detail } = sentenceFor(
      new LookalikeError('NamesMismatch', 'There are 3 names but 4 vectors.'),
    );
    expect(what).toBe(errors.named.NamesMismatch.what);
    expect(detail).toBe('There are 3 names but 4 vectors.');
  });

  test('of others keeps its own words', () => {
    expect(sentenceFor(new TypeError('x is not a function')).what).toContain('x is not a function');
    expect(sentenceFor(Object.assign(new Error('odd'), { name: 'toString' })).what).toContain('odd');
  });
});
