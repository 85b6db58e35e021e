/** Runs work that succeeds, fails, and is asked for while it is under way. */
import { expect, test, vi } from 'vitest';
import { Once } from '../../../src/shared/once';

test('work is shared by those that ask while it is under way, and afterwards', async () => {
  const work = vi.fn(async (value: string) => value);
  const once = new Once(work);
  expect(once.started).toBeUndefined();
  const both = [once.run('first'), once.run('second')];
  expect(await Promise.all(both)).toEqual(['first', 'first']);
  expect(await once.run('third')).toBe('first');
  expect(await once.started).toBe('first');
  expect(work).toHaveBeenCalledOnce();
});

test('work that failed can be run again, by all that ask after the failure', async () => {
  const work = vi.fn(async (value: string) => {
    if (value === 'bad') throw new Error(value);
    return value;
  });
  const once = new Once(work);
  const failed = [once.run('bad'), once.run('good')];
  expect((await Promise.allSettled(failed)).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(once.started).toBeUndefined();
  expect(await once.run('good')).toBe('good');
});
