/** Proves in which order listeners are called, and that none keeps another from it. */
import { expect, test } from 'vitest';
import { AsyncEmitter, Emitter } from '../../../src/shared/emitter';

test('listeners are called in the order in which they were added, each with the value', () => {
  const event = new Emitter<number>();
  const calls: string[] = [];
  event.on((value) => calls.push(`first ${value}`));
  event.on((value) => calls.push(`second ${value}`));
  event.emit(7);
  expect(calls).toEqual(['first 7', 'second 7']);
});

test('a listener that throws stops no other, and the first error is thrown', () => {
  const event = new Emitter();
  const calls: string[] = [];
  for (const name of ['first', 'second'])
    event.on(() => {
      calls.push(name);
      throw new Error(name);
    });
  event.on(() => calls.push('last'));
  expect(() => event.emit()).toThrow('first');
  expect(calls).toEqual(['first', 'second', 'last']);
});

test('a listener that was removed is not called, not even by the event during which it goes', () => {
  const event = new Emitter();
  const calls: string[] = [];
  const listener = () => calls.push('twice added');
  const removals = [event.on(listener), event.on(listener)];
  event.emit();
  removals[0]?.();
  event.emit();
  event.on(() => leave());
  const leave = event.on(() => calls.push('gone'));
  event.emit();
  expect(calls).toEqual(Array(4).fill('twice added'));
});

test('a listener that is added during an event hears the next one first', () => {
  const event = new Emitter();
  let calls = 0;
  const remove = event.on(() => {
    remove();
    event.on(() => (calls += 1));
  });
  event.emit();
  expect(calls).toBe(0);
  event.emit();
  expect(calls).toBe(1);
});

test('an asynchronous event awaits each listener before the next, and all before it is over', async () => {
  const event = new AsyncEmitter<string>();
  const calls: string[] = [];
  for (const name of ['first', 'second'])
    event.on(async (value) => {
      calls.push(`${name} begins ${value}`);
      await new Promise((resolve) => setTimeout(resolve));
      calls.push(`${name} ends`);
    });
  await event.emit('x');
  expect(calls).toEqual(['first begins x', 'first ends', 'second begins x', 'second ends']);
});

test('an asynchronous listener that rejects or throws stops no other, and the first error is what is rejected with', async () => {
  const event = new AsyncEmitter();
  const calls: string[] = [];
  event.on(() => Promise.reject(new Error('rejected')));
  event.on(() => {
    throw new Error('thrown');
  });
  event.on(async () => {
    calls.push('last');
  });
  await expect(event.emit()).rejects.toThrow('rejected');
  expect(calls).toEqual(['last']);
});
