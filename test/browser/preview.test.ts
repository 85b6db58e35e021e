/** Photos to be drawn as an encoder would see them, given up or outlived by it, in; proof that nothing waits for ever, out. */
import { transferHandlers, wrap, type Remote } from 'comlink';
import { afterEach, describe, expect, test } from 'vitest';
import type { EncoderCard, Preprocessing } from '../../src/card';
import type { CatalogueApi, EncoderApi } from '../../src/contract';
import { EncoderFleet } from '../../src/encoder-fleet';
import type { KeptModel } from '../../src/models-contract';
import type { Raced } from '../../src/raced-worker';
import { discard, keep } from '../../src/shelf/shelf';
import { SIGNAL_TRANSFER, signalTransfer } from '../../src/signal-transfer';
import { drawnPng, paintPatches } from './drawn-photos';

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

let ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends) end();
  ends = [];
});

function encoder(): Remote<EncoderApi> {
  const worker = new Worker(new URL('../../src/encoder.worker.ts', import.meta.url), { type: 'module' });
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
  const MODELS = ['fleet-a', 'fleet-b', 'fleet-c'];

  /** Cards alone: a preview needs no model. */
  async function keepCards(): Promise<void> {
    for (const id of MODELS) {
      const card: EncoderCard = {
        name: id,
        version: '1',
        sha256: id,
        sizeBytes: 1,
        preprocessing: PREPROCESSING,
        probe: [1],
        dims: 1,
        dtype: 'fp32',
        normalisation: 'l2',
      };
      const model: KeptModel = { id, card, origin: id, files: [], outputs: [], trial: { trials: [] } };
      await keep(model);
      ends.push(() => void discard(id));
    }
  }

  function fleetOf(keptId: string | undefined): EncoderFleet {
    const nothing = async () => undefined;
    const catalogue = {
      api: { connectEncoder: nothing, switchEncoder: nothing },
      call: (answer: Promise<unknown>) => answer,
    } as unknown as Raced<CatalogueApi>;
    const fleet = new EncoderFleet({ modelUrl: '/models/none/', keptId, device: 'wasm' }, catalogue);
    ends.push(() => {
      fleet.end();
    });
    return fleet;
  }

  test(
    'while it draws leaves what it was asked to the one that answers by then',
    async () => {
      await keepCards();
      const fleet = fleetOf(MODELS[0]);
      const photo = await drawnPng(WIDTH, HEIGHT, paintPatches);
      let settled = 0;
      const previews = Array.from({ length: MANY }, () =>
        fleet
          .ask((api) => api.preview(photo, PREPROCESSING))
          .finally(() => {
            settled += 1;
          }),
      );
      await fleet.switchTo(MODELS[1]);
      // the one before the last is kept to go back to; now the first one goes
      await fleet.switchTo(MODELS[2]);
      expect(settled).toBeLessThan(MANY);
      const drawn = await Promise.all(previews);
      const [first] = drawn;
      expect(new Set(first?.rgb).size).toBeGreaterThan(2);
      for (const { rgb } of drawn) expect(rgb).toEqual(first?.rgb);
    },
    MOST_MS,
  );

  test('with the page rejects whoever still waits, by name', async () => {
    const fleet = fleetOf(undefined);
    const photo = await drawnPng(WIDTH, HEIGHT, paintPatches);
    const waiting = fleet.ask((api) => api.preview(photo, PREPROCESSING));
    fleet.end();
    await expect(waiting).rejects.toMatchObject({ name: 'AbortError' });
  });
});
