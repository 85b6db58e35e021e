/** Batches sent to an encoder worker with helpers in; proof that nothing is lost, mixed up or told of a death, out. */
import { wrap } from 'comlink';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { EncodeOutcome } from '../../src/contract/photo';
import type { EncoderApi } from '../../src/contract/encoder';
import { DEFAULT_FOCUS, DEFAULT_MODEL } from '../../src/shared/shipped-models';
import { cosine } from '../../src/encoding/encoder/cosine';
import { drawnPng, paintPatches, paintShirt, paintStripes } from './drawn-photos';

/** Models and runtimes are loaded and tried, one after the other on a busy machine. */
const START_MS = 120_000;

const worker = new Worker(new URL('./mortal-encoder.worker.ts', import.meta.url), { type: 'module' });
const encoder = wrap<EncoderApi>(worker);
const channel = new BroadcastChannel('mortal-helpers');
const took = new Set<string>();
const deaths: string[] = [];
let photos: Blob[];

/** Each photo is known again by its width; the one in the middle is none. */
async function encodeJob(): Promise<void> {
  const half = photos.length / 2;
  const batch = [...photos.slice(0, half), new Blob(['no photo']), ...photos.slice(half)];
  for (const outcomes of await Promise.all([encoder.encodeBatch(batch), encoder.encodeBatch(batch)])) {
    expect(outcomes.map(widthOf)).toEqual([320, 330, 340, 'PhotoNotAnImage', 350, 360, 370]);
  }
}

function widthOf(outcome: EncodeOutcome): number | string {
  return 'encoded' in outcome ? outcome.encoded.width : outcome.failure.name;
}

/** Encodes until every one of `names` has been given a photo. */
async function encodeUntilTaken(names: readonly string[]): Promise<void> {
  took.clear();
  while (!names.every((name) => took.has(name))) await encodeJob();
}

// one core has no helpers to share work with
describe.skipIf(navigator.hardwareConcurrency === 1)('an encoder with helpers', () => {
  let helpers: readonly string[];

  beforeAll(async () => {
    worker.addEventListener('error', ({ message }) => deaths.push(message));
    channel.addEventListener('message', ({ data }: MessageEvent<{ readonly took: string }>) => {
      took.add(data.took);
    });
    const { threads } = await encoder.load({
      modelUrl: `/models/${DEFAULT_MODEL}/`,
      focusUrl: `/models/${DEFAULT_FOCUS}/`,
      device: 'wasm',
    });
    helpers = Array.from({ length: threads }, (_, i) => `encoder helper ${i}`);
    photos = await Promise.all(
      [paintShirt, paintStripes, paintPatches, paintShirt, paintStripes, paintPatches].map((paint, i) =>
        drawnPng(320 + i * 10, 300, paint),
      ),
    );
  }, START_MS);

  afterAll(() => {
    channel.close();
    worker.terminate();
  });

  test(
    'deals jobs of more than one batch to all of them, and gives outcomes in the order of the photos',
    async () => {
      expect(helpers.length).toBeGreaterThan(1);
      await encodeUntilTaken(helpers);
    },
    START_MS,
  );

  test('gets from them what it encodes itself', async () => {
    const outcomes = await encoder.encodeBatch(photos);
    for (const [i, photo] of photos.entries()) {
      const outcome = outcomes[i];
      if (!outcome || !('encoded' in outcome)) throw new Error(`photo ${i} was not encoded`);
      const query = await encoder.encode(photo);
      expect(outcome.encoded.view).toEqual(query.view);
      expect(cosine(outcome.encoded.embedding, query.embedding)).toBeGreaterThan(0.99999);
      expect(outcome.encoded.picture?.rgb.length).toBeGreaterThan(0);
    }
  });

  test('answers a query while they are busy', async () => {
    const job = encodeJob();
    expect((await encoder.encode(photos[0]!)).width).toBe(320);
    await job;
  });

  test('gives the photos of one that dies to the others, and outlives it', async () => {
    const [first = '', ...others] = helpers;
    const job = encodeJob();
    channel.postMessage(first);
    await job;
    await encodeUntilTaken(others);
    expect(took).not.toContain(first);
    expect(deaths).toEqual([]);
  });

  test('goes on by itself when the last one has died', async () => {
    const job = encodeJob();
    for (const name of helpers) channel.postMessage(name);
    await job;
    took.clear();
    await encodeJob();
    expect(took).toEqual(new Set());
    expect(deaths).toEqual([]);
  });
});
