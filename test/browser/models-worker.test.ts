/** Pairs of a photo and a text half, from files and from a hub that fails, in; proof of what is kept and what is said, out. */
import { proxy, transferHandlers, wrap, type Remote } from 'comlink';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { reasonText } from '../../src/app/messages/reason-text';
import type { HubFile, HubModel, KeptModel, ModelsApi } from '../../src/contract/models';
import { SIGNAL_TRANSFER, signalTransfer } from '../../src/threads/link/signal-transfer';
import { fromProcessor } from '../../src/models/hub/processor';
import { PROCESSORS } from '../encoders/cases';
import { clip, clipText } from '../encoders/networks';
import { CLIP_SETTINGS, CLIP_TOKENIZER } from '../encoders/tokenizers';

transferHandlers.set(SIGNAL_TRANSFER, signalTransfer);

/** A runtime is started and a model measured on every device, one of which is emulated. */
const TRIAL_MS = 180_000;
const ROOT = 'tests/pair/resolve/c0ffee/';
const USUAL = fromProcessor(PROCESSORS.vit);

function json(value: unknown): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(JSON.stringify(value));
}

/** What `hub-models.worker.ts` takes: files by their path, and from which byte on those of some paths are not found. */
interface HubFiles {
  readonly files: Readonly<Record<string, Uint8Array<ArrayBuffer>>>;
  readonly cut: Readonly<Record<string, number>>;
}

const FILES: Readonly<Record<string, Uint8Array<ArrayBuffer>>> = {
  'onnx/vision_model.onnx': clip('fp32').model,
  'onnx/text_model.onnx': clipText('fp32').model,
  'tokenizer.json': json(CLIP_TOKENIZER),
  'tokenizer_config.json': json(CLIP_SETTINGS),
};

function onHub(path: string): HubFile {
  return { path, sizeBytes: FILES[path]?.length ?? 0 };
}

/** As `lookUp` gives it. */
const PAIR: HubModel = {
  repo: 'tests/pair',
  revision: 'c0ffee',
  preprocessing: fromProcessor(PROCESSORS.clip),
  variants: [
    {
      path: 'onnx/vision_model.onnx',
      dtype: 'fp32',
      files: [onHub('onnx/vision_model.onnx')],
      sizeBytes: onHub('onnx/vision_model.onnx').sizeBytes,
      text: [onHub('onnx/text_model.onnx')],
    },
  ],
  tokenizer: [onHub('tokenizer.json'), onHub('tokenizer_config.json')],
};

let worker: Worker;
let models: Remote<ModelsApi>;
let channel: BroadcastChannel;
const asked: { readonly path: string; readonly from: number }[] = [];

/** Gives the worker a hub with these files, but for what `change` leaves out or cuts. */
async function hubWith({
  without = '',
  cut = {},
}: {
  readonly without?: string;
  readonly cut?: Readonly<Record<string, number>>;
}): Promise<void> {
  const entries = Object.entries(FILES).filter(([path]) => path !== without);
  const files = Object.fromEntries(entries.map(([path, bytes]) => [ROOT + path, bytes]));
  const hub: HubFiles = { files, cut };
  await new Promise<void>((resolve) => {
    const told = ({ data }: MessageEvent) => {
      if (data !== 'taken') return;
      channel.removeEventListener('message', told);
      resolve();
    };
    channel.addEventListener('message', told);
    channel.postMessage(hub);
  });
}

function fetchPair(): Promise<KeptModel> {
  return models.fetch(
    PAIR,
    'onnx/vision_model.onnx',
    USUAL,
    proxy(() => undefined),
  );
}

beforeEach(async () => {
  asked.length = 0;
  channel = new BroadcastChannel('hub-models');
  channel.addEventListener('message', ({ data }: MessageEvent<{ path: string; from: number } | string>) => {
    if (typeof data !== 'string') asked.push({ ...data, path: data.path.replace(ROOT, '') });
  });
  worker = new Worker(new URL('./hub-models.worker.ts', import.meta.url), { type: 'module' });
  models = wrap<ModelsApi>(worker);
  for (const { id } of await models.list()) await models.remove(id);
});

afterEach(async () => {
  for (const { id } of await models.list()) await models.remove(id);
  worker.terminate();
  channel.close();
});

describe('a text half that does not come in', () => {
  test.each([
    ['is not on the hub', { without: 'onnx/text_model.onnx' }, 0],
    ['breaks off in the middle', { cut: { 'onnx/text_model.onnx': 1000 } }, 1000],
    ['has no tokenizer', { without: 'tokenizer.json' }, 0],
  ])(
    'as it %s leaves a photo half that works and says why; asked for again it goes on where it stopped',
    async (_, failure, from) => {
      await hubWith(failure);
      const kept = await fetchPair();
      expect(kept).toMatchObject({
        card: { output: { name: 'image_embeds' } },
      });
      expect(reasonText(kept.textRefusal ?? '')).toMatch(/(text_model\.onnx|tokenizer\.json): HTTP 404/);
      expect(['webgpu', 'wasm']).toContain(kept.trial.device);
      expect(kept).not.toHaveProperty('text');
      expect(await models.list()).toEqual([kept]);

      // again, while it is still not there: nothing is worse for it
      expect(
        await models.fetchText(
          kept.id,
          proxy(() => undefined),
        ),
      ).toEqual(kept);

      await hubWith({});
      asked.length = 0;
      const whole = await models.fetchText(
        kept.id,
        proxy(() => undefined),
      );
      expect(whole).toMatchObject({ id: kept.id, text: { form: { length: 8, output: 'text_embeds' } } });
      expect(whole).not.toHaveProperty('textRefusal');
      expect(whole).not.toHaveProperty('textFrom');
      expect(await models.list()).toEqual([whole]);
      expect(asked.some(({ path }) => path === 'onnx/vision_model.onnx')).toBe(false);
      const text = asked.find(({ path }) => path === 'onnx/text_model.onnx');
      if (from > 0) expect(text?.from).toBe(from);
    },
    TRIAL_MS,
  );

  test(
    'is not waited for by somebody who cancels: nothing is kept, and all of it goes on the next time',
    async () => {
      await hubWith({});
      const controller = new AbortController();
      const progress = proxy(({ doneBytes }: { readonly doneBytes: number }) => {
        if (doneBytes > (PAIR.variants[0]?.sizeBytes ?? 0)) controller.abort();
      });
      const { signal } = controller;
      const cancelled = models.fetch(PAIR, 'onnx/vision_model.onnx', USUAL, progress, { signal });
      await expect(cancelled).rejects.toMatchObject({ name: 'AbortError' });
      expect(await models.list()).toEqual([]);
      asked.length = 0;
      expect(await fetchPair()).toMatchObject({ text: { form: { length: 8 } } });
      expect(asked.some(({ path }) => path === 'onnx/vision_model.onnx')).toBe(false);
    },
    TRIAL_MS,
  );
});

describe('files of this device', () => {
  const local = (...wanted: readonly string[]) =>
    wanted.map((path) => new File([FILES[path] ?? json(PROCESSORS.clip)], path.replace('onnx/', '')));

  test(
    'of both halves, their tokenizer and their processor together search by words, with no setting made by hand',
    async () => {
      const files = local(...Object.keys(FILES), 'preprocessor_config.json');
      const kept = await models.take(
        files,
        USUAL,
        proxy(() => undefined),
      );
      expect(kept).toMatchObject({
        card: {
          output: { name: 'image_embeds' },
          preprocessing: { fit: 'cover', side: 32, resample: 'bicubic' },
        },
        text: { form: { length: 8, output: 'text_embeds' } },
      });
      expect(kept).not.toHaveProperty('isGuess');
      expect(asked).toEqual([]);
    },
    TRIAL_MS,
  );

  test(
    'whose tokenizer was left behind encode photos, and say what is missing',
    async () => {
      const files = local('onnx/vision_model.onnx', 'onnx/text_model.onnx');
      const kept = await models.take(
        files,
        USUAL,
        proxy(() => undefined),
      );
      expect(reasonText(kept.textRefusal ?? '')).toMatch(
        /tokenizer\.json was expected beside text_model\.onnx/,
      );
      expect(['webgpu', 'wasm']).toContain(kept.trial.device);
      expect(kept).not.toHaveProperty('textFrom');
    },
    TRIAL_MS,
  );
});
