/** Gives batches to helpers that start, fail and die, and checks where each photo is encoded, and in what order they return. */
import { describe, expect, test } from 'vitest';
import type { EncodeOutcome } from '../../../src/contract/photo';
import { HelpedBatches, helpersFor } from '../../../src/encoding/helped-batches';
import type { Helper } from '../../../src/encoding/photo/helpers';
import { LookalikeError } from '../../../src/shared/errors';
import { FakeSessions, settled } from './fake-parts';

/** Photo and place where it was encoded, in the place of a real outcome. */
function outcome({ type }: Blob, place: string): EncodeOutcome {
  return { failure: { name: 'PhotoEmpty', message: `${type} by ${place}` } };
}

function told(outcomes: readonly EncodeOutcome[]): string[] {
  return outcomes.map((one) => ('failure' in one ? one.failure.message : 'encoded'));
}

function photos(...names: readonly string[]): Blob[] {
  return names.map((type) => new Blob([], { type }));
}

/** Batches of a pipeline that answers when it is told to, beside helpers that start when they are told to. */
class Job {
  readonly starting: { readonly join: (helper: Helper) => void; readonly fail: (e: Error) => void }[] = [];
  /** Numbers of helpers that were asked for. */
  readonly asked: number[] = [];
  readonly held: (() => void)[] = [];
  isHeld = false;
  readonly batches: HelpedBatches;

  constructor(count: number) {
    const pipeline = {
      batch: async (batch: readonly Blob[]) => {
        if (this.isHeld) await new Promise<void>((go) => this.held.push(go));
        return batch.map((photo) => outcome(photo, 'this thread'));
      },
    };
    this.batches = new HelpedBatches(pipeline, count, (i) => {
      this.asked.push(i);
      return new Promise((join, fail) => this.starting.push({ join, fail }));
    });
  }

  /** Two batches at once, on this thread. */
  async overlap(): Promise<void> {
    this.isHeld = true;
    const both = [this.batches.encode(photos('x')), this.batches.encode(photos('y'))];
    await settled();
    for (const go of this.held.splice(0)) go();
    this.isHeld = false;
    await Promise.all(both);
  }
}

const DIED = new LookalikeError('WorkerDied', 'killed by the test');
const helper = (name: string): Helper => ({ encode: async (photo) => outcome(photo, name) });

describe('batches with helpers', () => {
  test('start none for one batch after the other', async () => {
    const job = new Job(2);
    await job.batches.encode(photos('a'));
    expect(told(await job.batches.encode(photos('b')))).toEqual(['b by this thread']);
    expect(job.asked).toEqual([]);
  });

  test('start each once when two overlap, and do not wait for them', async () => {
    const job = new Job(2);
    await job.overlap();
    await job.overlap();
    expect(job.asked).toEqual([0, 1]);
  });

  test('are encoded by those that have started, in the order of the photos', async () => {
    const job = new Job(2);
    await job.overlap();
    job.starting[0]?.fail(DIED);
    job.starting[1]?.join(helper('1'));
    await settled();
    expect(told(await job.batches.encode(photos('a', 'b', 'c')))).toEqual(['a by 1', 'b by 1', 'c by 1']);
  });

  test('come back to this thread when the last helper has died, photo by photo in their order', async () => {
    const job = new Job(1);
    await job.overlap();
    job.starting[0]?.join({ encode: () => Promise.reject(DIED) });
    await settled();
    const here = ['a by this thread', 'b by this thread', 'c by this thread'];
    expect(told(await job.batches.encode(photos('a', 'b', 'c')))).toEqual(here);
    expect(told(await job.batches.encode(photos('a', 'b', 'c')))).toEqual(here);
    expect(job.asked).toEqual([0]);
  });

  test('reject as a helper that lives does', async () => {
    const job = new Job(1);
    await job.overlap();
    const failed = new LookalikeError('EncoderFailed', 'failed by the test');
    job.starting[0]?.join({ encode: () => Promise.reject(failed) });
    await settled();
    await expect(job.batches.encode(photos('a'))).rejects.toBe(failed);
  });
});

describe('the number of helpers', () => {
  const { encoder } = new FakeSessions().parts();
  const { card } = encoder;

  test.each([
    ['of a small model on WASM is that of its threads', 'wasm', 4, 10e6, 4],
    ['of a runtime of one thread is none', 'wasm', 1, 10e6, 0],
    ['on WebGPU is none', 'webgpu', 4, 10e6, 0],
    ['of a model over 50 MB is none', 'wasm', 4, 50e6 + 1, 0],
  ] as const)('%s', (_, device, threads, sizeBytes, count) => {
    expect(helpersFor({ card: { ...card, sizeBytes }, device, threads })).toBe(count);
  });
});
