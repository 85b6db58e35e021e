/** Photos and helpers that answer when they are told to in; who was given what, and what came of it, out. */
import { describe, expect, test } from 'vitest';
import type { EncodeOutcome } from '../../../../src/contract/photo';
import { Helpers, type Helper } from '../../../../src/encoding/photo/helpers';
import { LookalikeError } from '../../../../src/shared/errors';

const DIED = new LookalikeError('WorkerDied', 'killed by the test');

/** Keeps its photos until it is told what becomes of them. */
class HeldHelper implements Helper {
  readonly hand: { photo: Blob; done: (outcome: EncodeOutcome) => void; fail: (error: Error) => void }[] = [];

  encode(photo: Blob): Promise<EncodeOutcome> {
    return new Promise((done, fail) => {
      this.hand.push({ photo, done, fail });
    });
  }

  finish(): void {
    const first = this.hand.shift();
    first?.done(outcomeOf(first.photo));
  }

  die(): void {
    for (const { fail } of this.hand.splice(0)) fail(DIED);
  }
}

/** A photo is known again by its type. */
function photo(name: string): Blob {
  return new Blob([], { type: name });
}

function outcomeOf({ type }: Blob): EncodeOutcome {
  return { failure: { name: 'PhotoEmpty', message: type } };
}

function namesIn({ hand }: HeldHelper): string[] {
  return hand.map((held) => held.photo.type);
}

/** All that follows from what has happened so far has happened. */
const settled = () => new Promise((resolve) => setTimeout(resolve));

function started(count: number): { helpers: Helpers; threads: HeldHelper[] } {
  const helpers = new Helpers();
  const threads = Array.from({ length: count }, () => new HeldHelper());
  for (const thread of threads) helpers.join(thread);
  return { helpers, threads };
}

describe('helpers', () => {
  test('have two photos each in hand, and the next goes to the one that is free first', async () => {
    const { helpers, threads } = started(2);
    const [one, two] = threads as [HeldHelper, HeldHelper];
    const outcomes = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => helpers.encode(photo(name)));
    await settled();
    expect([namesIn(one), namesIn(two)]).toEqual([
      ['a', 'c'],
      ['b', 'd'],
    ]);
    two.finish();
    await settled();
    expect([namesIn(one), namesIn(two)]).toEqual([
      ['a', 'c'],
      ['d', 'e'],
    ]);
    while (one.hand.length + two.hand.length > 0) {
      one.finish();
      two.finish();
      await settled();
    }
    const told = (await Promise.all(outcomes)).map(
      (outcome) => 'failure' in outcome && outcome.failure.message,
    );
    expect(told).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
  });

  test('are free for the first photos again when all is done', async () => {
    const { helpers, threads } = started(1);
    const [one] = threads as [HeldHelper];
    for (const name of ['a', 'b', 'c']) {
      const outcome = helpers.encode(photo(name));
      await settled();
      expect(namesIn(one)).toEqual([name]);
      one.finish();
      expect(await outcome).toEqual(outcomeOf(photo(name)));
    }
  });

  test('that come later take photos that wait', async () => {
    const { helpers, threads } = started(1);
    for (const name of ['a', 'b', 'c', 'd', 'e']) void helpers.encode(photo(name));
    const late = new HeldHelper();
    helpers.join(late);
    await settled();
    expect(namesIn(threads[0]!)).toEqual(['a', 'b']);
    expect(namesIn(late)).toEqual(['c', 'd']);
  });

  test('that die leave their photos to the others', async () => {
    const { helpers, threads } = started(2);
    const [one, two] = threads as [HeldHelper, HeldHelper];
    const outcomes = ['a', 'b', 'c'].map((name) => helpers.encode(photo(name)));
    await settled();
    one.die();
    await settled();
    expect(helpers.size).toBe(1);
    expect(namesIn(one)).toEqual([]);
    expect(namesIn(two)).toEqual(['b', 'a']);
    for (let i = 0; i < 3; i++) {
      two.finish();
      await settled();
    }
    expect(await Promise.all(outcomes)).toEqual(['a', 'b', 'c'].map((name) => outcomeOf(photo(name))));
  });

  test('say so when none is left, to who waits and to who comes', async () => {
    const { helpers, threads } = started(1);
    const outcomes = ['a', 'b', 'c'].map((name) => helpers.encode(photo(name)));
    const ends = Promise.allSettled(outcomes);
    await settled();
    threads[0]!.die();
    for (const end of await ends) expect(end).toMatchObject({ reason: { name: 'WorkerDied' } });
    await expect(helpers.encode(photo('d'))).rejects.toMatchObject({ name: 'WorkerDied' });
  });

  test('that refuse for another reason stay, and the refusal is told', async () => {
    const { helpers, threads } = started(1);
    const outcome = helpers.encode(photo('a'));
    await settled();
    threads[0]!.hand.shift()?.fail(new LookalikeError('EncoderFailed', 'a run went wrong'));
    await expect(outcome).rejects.toMatchObject({ name: 'EncoderFailed' });
    expect(helpers.size).toBe(1);
  });
});
