/** Drawn photos sent to the real encoder worker in; proof of what it encodes with focus, without it, and by hand, out. */
import { transferHandlers, wrap, type Remote } from 'comlink';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CropBox, Encoded, FocusView } from '../../src/contract/photo';
import type { EncoderApi, EncoderFacts, EncoderOptions } from '../../src/contract/encoder';
import { DEFAULT_FOCUS, DEFAULT_MODEL } from '../../src/shared/shipped-models';
import { cosine } from '../../src/encoding/encoder/cosine';
import { SIGNAL_TRANSFER, signalTransfer } from '../../src/threads/link/signal-transfer';
import { drawnPng, paintPatches, paintShirt, paintStripes } from './drawn-photos';

transferHandlers.set(SIGNAL_TRANSFER, signalTransfer);

/** Two models and a runtime are loaded and tried. */
const START_MS = 120_000;
const MODEL_URL = `/models/${DEFAULT_MODEL}/`;
const FOCUS_URL = `/models/${DEFAULT_FOCUS}/`;
const FOCUSED: EncoderOptions = { modelUrl: MODEL_URL, focusUrl: FOCUS_URL, device: 'wasm' };
const PLAIN: EncoderOptions = { modelUrl: MODEL_URL, device: 'wasm' };
const OFF: FocusView = { kind: 'whole', reason: 'off' };

const workers: Worker[] = [];

function start(): Remote<EncoderApi> {
  const worker = new Worker(new URL('../../src/workers/encoder.worker.ts', import.meta.url), {
    type: 'module',
  });
  // a call to a worker that did not start would wait for ever
  worker.addEventListener('error', ({ message }) => {
    throw new Error(`the encoder worker died: ${message}`);
  });
  workers.push(worker);
  return wrap<EncoderApi>(worker);
}

afterAll(() => {
  for (const worker of workers) worker.terminate();
});

/** Whether a view is one that the contract allows. */
function expectSound(view: FocusView): void {
  if (view.kind === 'whole') {
    expect(['nothing-found', 'fills-the-photo', 'unsure']).toContain(view.reason);
    return;
  }
  expect(view.kind).toBe('subject');
  const { left, top, width, height } = view.box;
  for (const share of [left, top, left + width, top + height]) {
    expect(share).toBeGreaterThanOrEqual(0);
    expect(share).toBeLessThanOrEqual(1 + 1e-9);
  }
  expect(Math.min(width, height)).toBeGreaterThan(0);
  if (view.kind === 'subject') expect(view.mask).toHaveLength(512);
}

test(
  'a photo that comes before the model is asked for waits for it',
  async () => {
    const encoder = start();
    const early = encoder.encode(await drawnPng(480, 640, paintShirt));
    // the worker has taken the photo once it answers what came after it
    await encoder.ping();
    const { dims } = await encoder.load(PLAIN);
    expect((await early).embedding).toHaveLength(dims);
  },
  START_MS,
);

describe('the encoder worker with focus', () => {
  const encoder = start();
  let facts: EncoderFacts;
  let photos: Blob[];
  beforeAll(async () => {
    facts = await encoder.load(FOCUSED);
    photos = await Promise.all([
      drawnPng(480, 640, paintShirt),
      drawnPng(640, 300, paintStripes),
      drawnPng(400, 300, paintPatches),
    ]);
  }, START_MS);

  test('lists the focus network’s files for work without a network', () => {
    for (const file of ['card.json', 'model.onnx']) {
      expect(facts.files).toContain(new URL(FOCUS_URL + file, window.location.href).href);
      expect(facts.files).toContain(new URL(MODEL_URL + file, window.location.href).href);
    }
    expect(new Set(facts.files).size).toBe(facts.files.length);
  });

  test('knows its fingerprint from the cards alone, and it is not that without focus', async () => {
    const described = await encoder.describe(FOCUSED);
    expect(described).toEqual({ name: facts.name, fingerprint: facts.fingerprint, dims: facts.dims });
    expect((await encoder.describe(PLAIN)).fingerprint).not.toBe(facts.fingerprint);
  });

  test('says of every photo of a batch what it saw; one that was kept whole is encoded as without focus', async () => {
    const outcomes = await encoder.encodeBatch([...photos, new Blob(['no photo'])]);
    expect(outcomes.at(-1)).toMatchObject({ failure: { name: 'PhotoNotAnImage' } });
    for (const [i, photo] of photos.entries()) {
      const outcome = outcomes[i];
      if (!outcome || !('encoded' in outcome)) throw new Error(`photo ${i} was not encoded`);
      const { embedding, picture, view } = outcome.encoded;
      expect(Math.max(picture?.width ?? 0, picture?.height ?? 0)).toBe(256);
      expectSound(view);
      const off = await encoder.encode(photo, { focus: 'off' });
      if (view.kind === 'whole') expect(cosine(embedding, off.embedding)).toBeGreaterThan(0.99999);
    }
  });

  test('sees a query as it sees a photo of the catalogue, and gives no picture of it', async () => {
    const outcomes = await encoder.encodeBatch(photos);
    for (const [i, photo] of photos.entries()) {
      const outcome = outcomes[i];
      if (!outcome || !('encoded' in outcome)) throw new Error(`photo ${i} was not encoded`);
      const query = await encoder.encode(photo);
      expect(query).not.toHaveProperty('picture');
      expect(query.view.kind).toBe(outcome.encoded.view.kind);
      expect(cosine(query.embedding, outcome.encoded.embedding)).toBeGreaterThan(0.9999);
    }
  });

  describe('and a box drawn by hand', () => {
    const box: CropBox = { left: 0.25, top: 0.1, width: 0.5, height: 0.6 };
    let byHand: Encoded;
    beforeAll(async () => {
      byHand = await encoder.encode(photos[2]!, { focus: box });
    });

    test('encodes what a photo of that part alone would give', async () => {
      const part = await drawnPng(200, 180, (context) => {
        context.translate(-100, -30);
        paintPatches(context, 400, 300);
      });
      const alone = await encoder.encode(part, { focus: 'off' });
      expect(byHand.embedding).toEqual(alone.embedding);
      expect(byHand).toMatchObject({ view: { kind: 'by-hand', box }, width: 400, height: 300 });
    });

    test('gives something else than the whole photo', async () => {
      const whole = await encoder.encode(photos[2]!, { focus: 'off' });
      expect(cosine(byHand.embedding, whole.embedding)).toBeLessThan(0.9999);
    });

    test('may come with a signal, which still cancels', async () => {
      const { signal } = new AbortController();
      expect((await encoder.encode(photos[2]!, { focus: box, signal })).view.kind).toBe('by-hand');
      const cancelled = encoder.encode(photos[2]!, { focus: box, signal: AbortSignal.abort() });
      await expect(cancelled).rejects.toMatchObject({ name: 'AbortError' });
    });

    test('is refused outside the photo, by name', async () => {
      const outside = encoder.encode(photos[2]!, { focus: { ...box, left: 0.6 } });
      await expect(outside).rejects.toMatchObject({ name: 'CropInvalid' });
    });
  });

  test(
    'switched off encodes as a worker that never had it',
    async () => {
      const plain = start();
      await plain.load(PLAIN);
      for (const photo of photos) {
        const off = await encoder.encode(photo, { focus: 'off' });
        const never = await plain.encode(photo);
        expect(off.embedding).toEqual(never.embedding);
        expect([off.view, never.view]).toEqual([OFF, OFF]);
      }
      const [outcome] = await plain.encodeBatch([photos[0]!]);
      expect(outcome).toMatchObject({ encoded: { view: OFF } });
    },
    START_MS,
  );
});

describe('a focus network that cannot be used', () => {
  const encoder = start();

  test('is missed by name when its folder is empty', async () => {
    const nowhere = { ...FOCUSED, focusUrl: '/models/no-such-focus/' };
    await expect(encoder.load(nowhere)).rejects.toMatchObject({ name: /Model(Missing|Corrupt)/ });
    await expect(encoder.describe(nowhere)).rejects.toMatchObject({ name: /Model(Missing|Corrupt)/ });
  });

  test('is refused when its card is broken, with what was expected', async () => {
    const broken = { ...FOCUSED, focusUrl: '/test/fixtures/focus/broken/' };
    await expect(encoder.describe(broken)).rejects.toMatchObject({ name: 'ModelCorrupt' });
    await expect(encoder.describe(broken)).rejects.toThrow(/broken\/card\.json.*maskSide.*expected/);
    await expect(encoder.load(broken)).rejects.toMatchObject({ name: /Model(Missing|Corrupt)/ });
  });

  test(
    'does not keep a later load from working',
    async () => {
      expect((await encoder.load(PLAIN)).name).toBe(DEFAULT_MODEL);
    },
    START_MS,
  );
});
