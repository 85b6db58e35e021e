/** Photos to be drawn as an encoder would see them, given up or outlived by it, in; proof that nothing waits for ever, out. */
import { transferHandlers, wrap, type Remote } from 'comlink';
import { afterEach, describe, expect, test } from 'vitest';
import type { Preprocessing } from '../../src/contract/card';
import type { EncoderApi } from '../../src/contract/encoder';
import type { EncoderPool } from '../../src/threads/fleet/encoder-pool';
import { SIGNAL_TRANSFER, signalTransfer } from '../../src/threads/link/signal-transfer';
import { drawnPng, paintPatches } from './drawn-photos';
import { poolOf, keepCards, MODELS } from './pool-fixture';

transferHandlers.set(SIGNAL_TRANSFER, signalTransfer);

const PREPROCESSING: Preprocessing = {
  side: 32,
  fit: 'cover',
  resample: 'bicubic',
  pad: 0,
  scale: 1 / 255,
  mean: [0, 0, 0],
  std: [1, 1, 1],
};
/** Decoding so many of so many pixels takes seconds. */
const [MANY, WIDTH, HEIGHT] = [40, 4000, 3000];
const MOST_MS = 120_000;

let ends: (() => void | Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends) await end();
  ends = [];
});

function encoder(): Remote<EncoderApi> {
  const worker = new Worker(new URL('../../src/workers/encoder.worker.ts', import.meta.url), {
    type: 'module',
  });
  ends.push(() => {
    worker.terminate();
  });
  return wrap<EncoderApi>(worker);
}

describe('a preview that is given up', () => {
  test(
    'ends as cancelled, drawn or waiting, and leaves the encoder to whoever asks next',
    async () => {
      const api = encoder();
      const photo = await drawnPng(WIDTH, HEIGHT, paintPatches);
      const controller = new AbortController();
      const { signal } = controller;
      const given = Array.from({ length: MANY }, () => api.preview(photo, PREPROCESSING, { signal }));
      const outcomes = Promise.allSettled(given);
      controller.abort();
      const small = await drawnPng(90, 60, paintPatches);
      const next = await api.preview(small, PREPROCESSING);
      expect([next.width, next.height, next.rgb.length]).toEqual([32, 32, 32 * 32 * 3]);
      const names = (await outcomes).map((outcome) =>
        outcome.status === 'rejected' ? (outcome.reason as Error).name : outcome.status,
      );
      expect(names).toEqual(new Array<string>(MANY).fill('AbortError'));
    },
    MOST_MS,
  );
});

describe('an encoder that is ended', () => {
  function pool(keptId: string | undefined): EncoderPool {
    const opened = poolOf(keptId);
    ends.push(() => {
      opened.close();
    });
    return opened;
  }

  test(
    'while it draws leaves what it was asked to the one that answers by then',
    async () => {
      ends.push(await keepCards(PREPROCESSING));
      const encoders = pool(MODELS[0]);
      const photo = await drawnPng(WIDTH, HEIGHT, paintPatches);
      let settled = 0;
      const previews = Array.from({ length: MANY }, () =>
        encoders
          .call((api) => api.preview(photo, PREPROCESSING))
          .finally(() => {
            settled += 1;
          }),
      );
      await encoders.switchTo(MODELS[1]);
      // the one before the last is kept to go back to; now the first one goes
      await encoders.switchTo(MODELS[2]);
      expect(settled).toBeLessThan(MANY);
      const drawn = await Promise.all(previews);
      const [first] = drawn;
      expect(new Set(first?.rgb).size).toBeGreaterThan(2);
      for (const { rgb } of drawn) expect(rgb).toEqual(first?.rgb);
    },
    MOST_MS,
  );

  test('with the page rejects whoever still waits, by name', async () => {
    const encoders = pool(undefined);
    const photo = await drawnPng(WIDTH, HEIGHT, paintPatches);
    const waiting = encoders.call((api) => api.preview(photo, PREPROCESSING));
    encoders.close();
    await expect(waiting).rejects.toMatchObject({ name: 'AbortError' });
  });
});
