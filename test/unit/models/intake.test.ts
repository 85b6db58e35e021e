/** Brings models in from a hub and from files, with sessions and storage faked, and checks what is kept of each. */
import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Preprocessing } from '../../../src/contract/card';
import type { HubFile, HubModel, KeptModel, ModelProgress } from '../../../src/contract/models';
import type { ModelBytes, Session } from '../../../src/inference/session';
import { ModelIntake } from '../../../src/models/intake';
import { discard, keptModels } from '../../../src/models/shelf/shelf';
import { LookalikeError } from '../../../src/shared/errors';
import { FakeFolder } from './fake-storage';
import { serve } from './hub/served';

const DIMS = 8;
const MODEL = Buffer.alloc(4000, 'model');
const BAD = Buffer.from('bad');

/** A session of any bytes but `BAD`: some of a photo's values are its embedding. */
async function openSession({ bytes }: ModelBytes): Promise<Session> {
  if (BAD.equals(bytes)) throw new LookalikeError('ModelCorrupt', 'refused by the test');
  return {
    device: 'wasm',
    threads: 1,
    files: [],
    input: { name: 'pixels', type: 'float32', shape: ['n', 3, 8, 8] },
    outputs: ['image_embeds', 'other'].map((name) => ({ name, type: 'float32', shape: ['n', DIMS] })),
    takesWords: false,
    async run(tensor, [n = 1], output) {
      const each = tensor.length / n;
      const values = Float32Array.from({ length: n * DIMS }, (_, i) => {
        const value = tensor[Math.floor(i / DIMS) * each + (i % DIMS) * 23]!;
        return output === 'other' ? -value : value;
      });
      return { values, shape: [n, DIMS] };
    },
    dispose: async () => undefined,
  };
}
vi.mock('../../../src/inference/session', () => ({
  openSession: (model: ModelBytes) => openSession(model),
}));

const USUAL: Preprocessing = {
  side: 8,
  fit: 'cover',
  resample: 'bilinear',
  pad: 0,
  scale: 1 / 255,
  mean: [0.5, 0.5, 0.5],
  std: [0.5, 0.5, 0.5],
};

const FILES: Record<string, Buffer> = { 'model.onnx': MODEL, 'text.onnx': MODEL };
let gone: Set<string>;
let asked: string[];
let storage: FakeFolder;
let intake: ModelIntake;
let progress: ModelProgress[];
const note = (one: ModelProgress) => progress.push(one);

function answer(request: IncomingMessage, response: ServerResponse): void {
  const path = request.url?.split('/').at(-1) ?? '';
  const from = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0);
  asked.push(`${path} ${from}`);
  const bytes = FILES[path];
  if (!bytes || gone.has(path)) {
    response.writeHead(404).end();
    return;
  }
  const range = { 'content-range': `bytes ${from}-${bytes.length - 1}/${bytes.length}` };
  response.writeHead(from > 0 ? 206 : 200, from > 0 ? range : {});
  response.write(bytes.subarray(from, 1000));
  // in two parts, so that a test can cancel between them
  setTimeout(() => response.end(bytes.subarray(Math.max(from, 1000))), 20);
}

beforeEach(async () => {
  storage = new FakeFolder();
  vi.stubGlobal('navigator', { storage: { getDirectory: async () => storage } });
  let now = 0;
  // a trial measures for a second
  vi.spyOn(performance, 'now').mockImplementation(() => (now += 1000));
  gone = new Set();
  asked = [];
  progress = [];
  intake = new ModelIntake(await serve(answer));
});

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

async function filesFolder(): Promise<FakeFolder> {
  return (await storage.getDirectoryHandle('models')).getDirectoryHandle('files');
}

async function keys(): Promise<string[]> {
  return [...(await filesFolder()).files.keys()];
}

function onHub(path: string, said = createHash('sha256').update(MODEL).digest('hex')): HubFile {
  return { path, sizeBytes: MODEL.length, sha256: said };
}

function hubModel(file: HubFile = onHub('model.onnx'), withText = false): HubModel {
  const variant = { path: file.path, dtype: 'fp32', files: [file], sizeBytes: file.sizeBytes } as const;
  return {
    repo: 'tests/one',
    revision: 'c0ffee',
    variants: [withText ? { ...variant, text: [{ path: 'text.onnx', sizeBytes: MODEL.length }] } : variant],
    ...(withText ? { tokenizer: [{ path: 'tokenizer.json', sizeBytes: 10 }] } : {}),
  };
}

function fetchOne(model = hubModel(), signal?: AbortSignal): Promise<KeptModel> {
  return intake.fetch(model, 'model.onnx', USUAL, note, signal);
}

describe('a model of the hub', () => {
  test('comes in with its record and its files; its preprocessing is a guess where the hub says none', async () => {
    const kept = await fetchOne();
    expect(kept).toMatchObject({ origin: 'tests/one · model.onnx', isGuess: true, card: { dims: DIMS } });
    expect(kept.trial.device).toBe('wasm');
    expect(await keptModels()).toEqual([kept]);
    expect(await keys()).toEqual(kept.files.map(({ key }) => key));
    expect(progress.map(({ stage }) => stage)).toEqual(
      expect.arrayContaining(['fetching', 'checking', 'trying']),
    );
    expect(progress.at(-1)).toEqual({ stage: 'trying', doneBytes: 4000, totalBytes: 4000 });
  });

  test('that is cancelled has no record, and goes on from where it stopped', async () => {
    const controller = new AbortController();
    const cancelled = intake.fetch(
      hubModel(),
      'model.onnx',
      USUAL,
      () => controller.abort(),
      controller.signal,
    );
    await expect(cancelled).rejects.toMatchObject({ name: 'AbortError' });
    expect(await keptModels()).toEqual([]);
    await fetchOne();
    expect(asked).toEqual(['model.onnx 0', 'model.onnx 1000']);
    expect(await keptModels()).toHaveLength(1);
  });

  test('whose hash is not the hub’s leaves neither record nor file', async () => {
    const strange = hubModel(onHub('model.onnx', 'ab'.repeat(32)));
    await expect(fetchOne(strange)).rejects.toMatchObject({ name: 'ModelCorrupt' });
    expect(await keptModels()).toEqual([]);
    expect(await keys()).toEqual([]);
  });

  test('whose text half is not there encodes photos, and says where the rest can be had', async () => {
    gone.add('text.onnx');
    const kept = await fetchOne(hubModel(onHub('model.onnx'), true));
    expect(kept).toMatchObject({ textFrom: { repo: 'tests/one', revision: 'c0ffee' } });
    expect(kept.textRefusal).toContain('404');
    // still gone: nothing is worse for it
    expect(await intake.fetchText(kept.id, note)).toEqual(kept);
    expect(await keptModels()).toEqual([kept]);
  });

  test('of a file that it does not have is refused before anything is asked', async () => {
    const other = intake.fetch(hubModel(), 'other.onnx', USUAL, note);
    await expect(other).rejects.toMatchObject({ name: 'HubFailed' });
    expect(asked).toEqual([]);
  });
});

describe('files of this device', () => {
  const take = (name: string, ...parts: readonly (readonly [string, Buffer<ArrayBuffer>])[]) =>
    intake.take(
      parts.map(([end, bytes]) => new File([bytes], `${name}${end}`)),
      USUAL,
      note,
    );

  test('come in under the model’s name, with the weights beside it', async () => {
    const kept = await take('mine', ['.onnx', MODEL], ['.onnx_data', Buffer.from('weights')]);
    expect(kept).toMatchObject({ origin: 'mine.onnx', card: { name: 'mine' } });
    expect(kept.files.map(({ name }) => name)).toEqual(['mine.onnx', 'mine.onnx_data']);
    expect(await keptModels()).toEqual([kept]);
    expect(asked).toEqual([]);
  });

  test('that are no encoder leave nothing behind, and other models as they are', async () => {
    const kept = await take('mine', ['.onnx', MODEL]);
    const failing = take('bad', ['.onnx', BAD], ['.onnx_data', Buffer.from('weights')]);
    await expect(failing).rejects.toMatchObject({ name: 'ModelCorrupt' });
    expect(await keptModels()).toEqual([kept]);
    expect(await keys()).toEqual(kept.files.map(({ key }) => key));
  });

  test('for which there is no room leave nothing behind', async () => {
    (await filesFolder()).room = MODEL.length;
    const failing = take('mine', ['.onnx', MODEL], ['.onnx_data', Buffer.alloc(MODEL.length + 1)]);
    await expect(failing).rejects.toMatchObject({ name: 'StorageFull' });
    expect(await keptModels()).toEqual([]);
    expect(await keys()).toEqual([]);
  });
});

describe('a model that is corrected', () => {
  test('takes the place of the former one and keeps its files, which go with the last that has them', async () => {
    const former = await fetchOne();
    const output = { name: 'other', pooling: 'vector' } as const;
    const corrected = await intake.correct(former.id, USUAL, output);
    expect(corrected.id).not.toBe(former.id);
    expect(corrected.card.output).toEqual(output);
    expect(corrected).not.toHaveProperty('isGuess');
    expect(await keptModels()).toEqual([corrected]);
    expect(await keys()).toEqual(former.files.map(({ key }) => key));
    await discard(corrected.id);
    expect(await keys()).toEqual([]);
  });

  test('to what it cannot do stays as it was', async () => {
    const former = await fetchOne();
    const output = { name: 'none', pooling: 'vector' } as const;
    await expect(intake.correct(former.id, USUAL, output)).rejects.toMatchObject({
      name: 'ModelUnsuitable',
    });
    expect(await keptModels()).toEqual([former]);
    expect(await keys()).toEqual(former.files.map(({ key }) => key));
  });
});
