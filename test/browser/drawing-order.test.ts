/** Photos of the demo asked for in turns in; the order in which they come out. */
import { expect, test } from 'vitest';
import { DrawnPhotos } from '../../src/demo/drawn-photos';
import { demoPhotos } from '../../src/demo/assortment';

const PHOTOS = demoPhotos();
/** So many that some wait still when one that was asked for comes. */
const MANY = Array.from({ length: 20 }, (_, position) => position);

/** Asks for photos, and notes each when it comes. */
function asker(came: number[]): (...positions: number[]) => Promise<unknown> {
  const drawn = new DrawnPhotos();
  return (...positions) =>
    Promise.all(
      positions.map(async (position) => {
        await drawn.photo(PHOTOS[position]!);
        came.push(position);
      }),
    );
}

/** Until some have come. */
async function until(came: readonly number[], count: number): Promise<void> {
  await expect.poll(() => came.length, { interval: 1 }).toBeGreaterThanOrEqual(count);
}

test('photos asked for at once come in the order of asking', async () => {
  const came: number[] = [];
  await asker(came)(3, 1, 4, 0, 5);
  expect(came).toEqual([3, 1, 4, 0, 5]);
});

test('what is asked for later comes before what still waits, in its own order, too', async () => {
  const came: number[] = [];
  const ask = asker(came);
  const first = ask(...MANY);
  await until(came, 1);
  await Promise.all([ask(20, 21), first]);
  expect(came.indexOf(20)).toBeLessThan(came.indexOf(21));
  expect(came.indexOf(21)).toBeLessThan(came.indexOf(19));
});

test('one that waits and is asked for again comes with what was asked for last', async () => {
  const came: number[] = [];
  const ask = asker(came);
  const first = ask(...MANY);
  await until(came, 1);
  await Promise.all([ask(19), first]);
  // the second asker of 9 is told, too
  expect(came.filter((position) => position === 19)).toHaveLength(2);
  expect(came.indexOf(19)).toBeLessThan(came.indexOf(18));
});
