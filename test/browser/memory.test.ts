/** Models on a machine whose memory ends early in; proof that they are opened otherwise or refused by name, and no photo is lost, out. */
import { transferHandlers, wrap, type Remote } from 'comlink';
import { afterEach, describe, expect, test } from 'vitest';
import type { Preprocessing } from '../../src/contract/card';
import type { EncodeOutcome } from '../../src/contract/photo';
import type { EncoderApi, EncoderOptions } from '../../src/contract/encoder';
import { cosine } from '../../src/encoding/encoder/cosine';
import { EncoderPool, type Reopened } from '../../src/threads/fleet/encoder-pool';
import { sha256 } from '../../src/shared/sha256';
import { discard, filesFolder, keep } from '../../src/models/shelf/shelf';
import { SIGNAL_TRANSFER, signalTransfer } from '../../src/threads/link/signal-transfer';
import { examine } from '../../src/models/trial/examine';
import { convnet } from '../encoders/networks';
import { drawnPng, paintPatches, paintShirt, paintStripes } from './drawn-photos';

transferHandlers.set(SIGNAL_TRANSFER, signalTransfer);

/** A runtime is started, fails, and is started again, up to three times. */
const MOST_MS = 180_000;
const PHOTOS = 16;
const BrowserWorker = window.Worker;

let ends: (() => void | Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends) await end();
  ends = [];
});

/** @param megabytes as `starved-encoder.worker.ts` takes them; none: memory does not end. */
function encoderWith(megabytes: readonly number[]): Worker {
  const worker = new Worker(new URL('./starved-encoder.worker.ts', import.meta.url), {
    type: 'module',
    name: `starved ${megabytes.join(' ')}`.trim(),
  });
  // dying is what it is here for
  worker.addEventListener('error', (event) => {
    event.preventDefault();
  });
  return worker;
}

/** Every encoder that a pool starts from now on has its memory end so early. */
function starvePools(...megabytes: readonly number[]): void {
  window.Worker = new Proxy(BrowserWorker, {
    construct: (target, given: ConstructorParameters<typeof Worker>) =>
      given[1]?.name === 'encoder' ? encoderWith(megabytes) : new target(...given),
  });
  ends.push(() => {
    window.Worker = BrowserWorker;
  });
}

function started(...megabytes: readonly number[]): Remote<EncoderApi> {
  const worker = encoderWith(megabytes);
  ends.push(() => {
    worker.terminate();
  });
  return wrap<EncoderApi>(worker);
}

/** A network of large pictures: sixteen of them take sixteen times the memory of one. */
const LARGE: Preprocessing = {
  side: 512,
  fit: 'stretch',
  resample: 'bilinear',
  pad: 0,
  scale: 1 / 255,
  mean: [0.5, 0.5, 0.5],
  std: [0.5, 0.5, 0.5],
};

/** The same file with so many bytes behind it, which no reader knows and every reader holds: field 1000 of `onnx.proto`. */
function padded(model: Uint8Array<ArrayBuffer>, bytes: number): Uint8Array<ArrayBuffer> {
  const head = [0xc2, 0x3e];
  for (let left = bytes; ; left = Math.floor(left / 128)) {
    head.push(left < 128 ? left : (left % 128) | 128);
    if (left < 128) break;
  }
  const all = new Uint8Array(model.length + head.length + bytes);
  all.set(model);
  all.set(head, model.length);
  return all;
}

/** Puts a network on the shelf, as the models worker does. */
async function kept(
  id: string,
  bytes: Uint8Array<ArrayBuffer>,
  options: EncoderOptions,
): Promise<EncoderOptions> {
  const hash = await sha256(bytes);
  const facts = { name: id, version: '1', sha256: hash, sizeBytes: bytes.length, dtype: 'fp32' as const };
  const { card, outputs } = await examine({ bytes, facts, preprocessing: LARGE });
  const writable = await (await (await filesFolder()).getFileHandle(hash, { create: true })).createWritable();
  await writable.write(bytes);
  await writable.close();
  const files = [{ name: 'model.onnx', key: hash, sha256: hash, sizeBytes: bytes.length }];
  const device = options.device ?? 'webgpu';
  await keep({ id, card, origin: id, files, outputs, trial: { trials: [], device } });
  ends.push(() => discard(id));
  return { ...options, keptId: id };
}

function embeddings(outcomes: readonly EncodeOutcome[]): readonly Float32Array[] {
  return outcomes.map((outcome) => {
    if (!('encoded' in outcome)) throw new Error(`a photo was lost: ${outcome.failure.message}`);
    return outcome.encoded.embedding;
  });
}

describe('memory that runs out', () => {
  const network = () => convnet('fp32', { anySide: true }).model;

  test(
    'while a model is opened refuses it by name, and leaves the worker for a smaller one',
    async () => {
      const large = await kept('large', padded(network(), 120 * 2 ** 20), {
        modelUrl: '/models/none/',
        device: 'wasm',
      });
      const small = await kept('small', network(), { modelUrl: '/models/none/', device: 'wasm' });
      const encoder = started(96);
      await expect(encoder.load(large)).rejects.toMatchObject({ name: 'ModelTooLarge' });
      expect(await encoder.load(small)).toMatchObject({ name: 'small', device: 'wasm' });
      const photo = await drawnPng(90, 60, paintShirt);
      expect((await encoder.encode(photo)).embedding.every(Number.isFinite)).toBe(true);
    },
    MOST_MS,
  );

  test(
    'on WebGPU has it opened on WASM, and says why',
    async () => {
      const options = await kept('either', padded(network(), 40 * 2 ** 20), { modelUrl: '/models/none/' });
      const facts = await started(16, 1024).load(options);
      expect(facts.device).toBe('wasm');
      expect(facts.deviceNote).toMatch(/webgpu/);
    },
    MOST_MS,
  );

  test(
    'amid a batch has another worker take fewer photos at once: none is lost, and each is what it would have been',
    async () => {
      const painters = [paintShirt, paintStripes, paintPatches];
      const photos = await Promise.all(
        Array.from({ length: PHOTOS }, (_, i) => drawnPng(80 + 5 * i, 60, painters[i % painters.length]!)),
      );
      const options = await kept('wide', network(), { modelUrl: '/models/none/', device: 'wasm' });
      const plenty = started();
      await plenty.load(options);
      const expected = embeddings(await plenty.encodeBatch(photos));

      starvePools(64);
      const nothing = async () => undefined;
      const catalogue = {
        connectEncoder: nothing,
        loseEncoder: nothing,
        connectEmbedder: nothing,
        loseEmbedder: nothing,
        switchEncoder: nothing,
        embed: nothing,
      };
      const pool = new EncoderPool({ ...options, diesWithRuntime: true }, catalogue);
      ends.push(() => {
        pool.close();
      });
      const told: Reopened[] = [];
      pool.onReopened((reopened) => told.push(reopened));
      await pool.load();
      const found = embeddings(await pool.call((api) => api.encodeBatch(photos)));
      expect(found).toHaveLength(PHOTOS);
      for (const [i, embedding] of found.entries()) {
        expect(cosine(embedding, expected[i]!)).toBeGreaterThan(0.99999);
      }
      // the worker may answer photos that waited for the model before it answers `load`
      await expect.poll(() => told.at(-1)).toMatchObject({ before: 'wasm', facts: { device: 'wasm' } });
    },
    MOST_MS,
  );
});
