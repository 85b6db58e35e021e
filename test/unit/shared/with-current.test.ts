/** Proves what is tried again because it was replaced, and what is not. */
import { expect, test } from 'vitest';
import { withCurrent } from '../../../src/shared/with-current';

interface Thing {
  readonly name: string;
}

/** Each use fails until `lives` is current; `replace` is what a failed use leaves as current. */
async function tried(first: Thing, lives: Thing | undefined, replace: (used: Thing) => Thing) {
  let current = first;
  const used: string[] = [];
  const outcome = await withCurrent(
    () => current,
    async (thing) => {
      used.push(thing.name);
      await Promise.resolve();
      current = replace(thing);
      if (thing !== lives) throw new Error(`${thing.name} died`);
      return thing.name;
    },
  ).catch((error: unknown) => String(error));
  return { outcome, used };
}

const [A, B, C] = ['a', 'b', 'c'].map((name) => ({ name })) as [Thing, Thing, Thing];

test('what is replaced while it fails is tried again with what is current then, as often as that is so', async () => {
  const next = new Map([
    [A, B],
    [B, C],
  ]);
  expect(await tried(A, C, (used) => next.get(used) ?? used)).toEqual({
    outcome: 'c',
    used: ['a', 'b', 'c'],
  });
});

test('what fails and is still current is not tried again', async () => {
  expect(await tried(A, B, (used) => used)).toEqual({ outcome: 'Error: a died', used: ['a'] });
});

test('what succeeds counts, though something else is current by then', async () => {
  expect(await tried(A, A, () => B)).toEqual({ outcome: 'a', used: ['a'] });
});

test('an error that is not of the replacement is not tried again', async () => {
  let current = A;
  const outcome = withCurrent(
    () => current,
    async () => {
      current = B;
      throw new Error('another reason');
    },
    (error) => (error as Error).message === 'died',
  );
  await expect(outcome).rejects.toThrow('another reason');
});
