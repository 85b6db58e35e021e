/** Drawn photos and an encoder that averages its four channels in; proof that visibility reaches the model out. */
import { transferHandlers, wrap, type Remote } from 'comlink';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { EncoderApi } from '../../src/contract/encoder';
import { DEFAULT_FOCUS } from '../../src/shared/shipped-models';
import { cosine } from '../../src/encoding/encoder/cosine';
import { place } from '../../src/image/contain';
import { SIGNAL_TRANSFER, signalTransfer } from '../../src/threads/link/signal-transfer';
import { drawnPng, paintShirt, type Painter } from './drawn-photos';

transferHandlers.set(SIGNAL_TRANSFER, signalTransfer);

const SIDE = 160;
const PAD = [128, 128, 128];
const COLOUR = [200, 40, 90];
/** Of `paintShirt`. */
const SHIRT = [0x1f, 0x3f, 0x8f];
const GROUND = [0xe4, 0xe2, 0xde];

const paintColour: Painter = (context, width, height) => {
  context.fillStyle = `rgb(${COLOUR.join(' ')})`;
  context.fillRect(0, 0, width, height);
};

/** The means of a square of a few colours by their shares of it, and of what is visible; of unit length. */
function means(colours: readonly (readonly [number[], number])[], visible: number): Float32Array {
  const levels = [0, 1, 2].map((c) =>
    colours.reduce((sum, [colour, share]) => sum + ((colour[c] ?? 0) / 255) * share, 0),
  );
  const all = [...levels, visible];
  return Float32Array.from(all, (mean) => mean / Math.hypot(...all));
}

/** The share of the square that a photo of this size fills. */
function filled(photoWidth: number, photoHeight: number): number {
  const { width, height } = place(photoWidth, photoHeight, SIDE);
  return (width * height) / SIDE ** 2;
}

function expectClose(embedding: Float32Array, expected: Float32Array): void {
  expect(embedding).toHaveLength(4);
  embedding.forEach((value, i) => expect(value).toBeCloseTo(expected[i]!, 3));
}

describe('an encoder that takes visibility', () => {
  let worker: Worker;
  let encoder: Remote<EncoderApi>;
  beforeAll(async () => {
    worker = new Worker(new URL('../../src/workers/encoder.worker.ts', import.meta.url), { type: 'module' });
    encoder = wrap<EncoderApi>(worker);
    await encoder.load({
      modelUrl: '/test/fixtures/encoders/channel-means/',
      focusUrl: `/models/${DEFAULT_FOCUS}/`,
      device: 'wasm',
    });
  }, 120_000);
  afterAll(() => {
    worker.terminate();
  });

  test('is told that all of a photo is visible where focus is off, and that its bars are not', async () => {
    const photo = await drawnPng(480, 640, paintColour);
    const share = filled(480, 640);
    const { embedding } = await encoder.encode(photo, { focus: 'off' });
    expectClose(
      embedding,
      means(
        [
          [COLOUR, share],
          [PAD, 1 - share],
        ],
        share,
      ),
    );
  });

  test('is told the same of a photo that focus keeps whole', async () => {
    const photo = await drawnPng(480, 640, paintColour);
    const [outcome] = await encoder.encodeBatch([photo]);
    if (!outcome || !('encoded' in outcome)) throw new Error('the photo was not encoded');
    expect(outcome.encoded.view.kind).toBe('whole');
    const off = await encoder.encode(photo, { focus: 'off' });
    expectClose(outcome.encoded.embedding, off.embedding);
  });

  test('is told that all of a box drawn by hand is visible', async () => {
    const photo = await drawnPng(480, 640, paintColour);
    const box = { left: 0, top: 0, width: 1, height: 0.5 };
    const share = filled(480, 320);
    const { embedding } = await encoder.encode(photo, { focus: box });
    expectClose(
      embedding,
      means(
        [
          [COLOUR, share],
          [PAD, 1 - share],
        ],
        share,
      ),
    );
  });

  test('sees what surrounds a subject as it is, and is told that it is not the subject', async () => {
    const { embedding, view } = await encoder.encode(await drawnPng(480, 640, paintShirt));
    if (view.kind !== 'subject') throw new Error(`no subject: ${JSON.stringify(view)}`);
    expect(view.surroundings).toBe('dimmed');
    const bits = view.mask.reduce((sum, byte) => sum + byte.toString(2).replaceAll('0', '').length, 0);
    const share = filled(view.box.width * 480, view.box.height * 640);
    const subject = (bits / 64 ** 2) * share;
    const marked = means(
      [
        [SHIRT, subject],
        [GROUND, share - subject],
        [PAD, 1 - share],
      ],
      subject,
    );
    const faded = means(
      [
        [SHIRT, subject],
        [PAD, 1 - subject],
      ],
      subject,
    );
    // the mask's edge is not the shirt's to the pixel
    expect(cosine(embedding, marked)).toBeGreaterThan(0.999);
    expect(cosine(embedding, faded)).toBeLessThan(0.99);
  });
});
