/** Runs work that succeeds, fails, and is asked for while it is under way. */
import { expect, test, vi } from 'vitest';
import { Once } from '../../../src/shared/once';

test('work is shared by those that ask while it is under way, and afterwards', async () => {
  const work = vi.fn(async (value: string) => value);
  const once = new Once(work);
  const both = [once.run('first'), once.run('second')];
  expect(await Promise.all(both)).toEqual(['first', 'first']);
  expect(await once.run('third')).toBe('first');
  expect(await once.latest()).toBe('first');
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
  await expect(once.latest()).rejects.toThrow('bad');
  expect(await once.run('good')).toBe('good');
});

test('the latest run is waited for before there is one, and is the next one after a failure', async () => {
  const work = vi.fn(async (value: string) => {
    if (value === 'bad') throw new Error(value);
    return value;
  });
  const once = new Once(work);
  const early = [once.latest(), once.latest()];
  expect(work).not.toHaveBeenCalled();
  const failed = once.run('bad');
  expect((await Promise.allSettled([failed, ...early])).map(({ status }) => status)).toEqual(
    Array(3).fill('rejected'),
  );
  const good = once.run('good');
  expect(await once.latest()).toBe('good');
  expect(await good).toBe('good');
});
