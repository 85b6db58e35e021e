/** Answers, deaths and the garbage collector in; proof of who is told what, and that no answer is kept, out. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { Lifetime } from '../../../src/shared/lifetime';

const DEATH = new Error('it died');

test('an answer that comes in time is passed on, and so is a refusal', async () => {
  const life = new Lifetime();
  await expect(life.outlasting(Promise.resolve(7))).resolves.toBe(7);
  await expect(life.outlasting(Promise.reject(new Error('no')))).rejects.toThrow('no');
});

test('whoever waits when it ends is told why, and so is whoever asks later', async () => {
  const life = new Lifetime();
  const never = new Promise(() => undefined);
  const waiting = [life.outlasting(never), life.outlasting(never)];
  life.end(DEATH);
  life.end(new Error('again'));
  for (const asked of [...waiting, life.outlasting(never)]) await expect(asked).rejects.toBe(DEATH);
});

test('an answer belongs to the asker alone: a long life does not fill the memory', async () => {
  const life = new Lifetime();
  const answers: WeakRef<object>[] = [];
  for (let i = 0; i < 100; i++) {
    const answer = { i };
    answers.push(new WeakRef(answer));
    await life.outlasting(Promise.resolve(answer));
  }
  setFlagsFromString('--expose-gc');
  // references made in this task are kept until it ends
  await new Promise((resolve) => setTimeout(resolve));
  const collectGarbage = runInNewContext('gc') as () => void;
  collectGarbage();
  const kept = answers.filter((answer) => answer.deref() !== undefined);
  // a variable of the loop may still hold the last one
  expect(kept.length).toBeLessThanOrEqual(1);
  life.end(DEATH);
});
