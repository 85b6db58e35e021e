/** Workers whose threads stand still, or only work long, in; who of them is replaced, and what their callers hear, out. */
import { afterEach, describe, expect, test } from 'vitest';
import type { EncoderOptions } from '../../src/contract/encoder';
import type { Pinged } from '../../src/contract/ping';
import { DEFAULT_FOCUS, DEFAULT_MODEL } from '../../src/shared/shipped-models';
import { SupervisedEncoder } from '../../src/threads/fleet/supervised-encoder';
import { startWorker, type WorkerHandle } from '../../src/threads/link/worker-handle';
import { watchdog } from '../../src/threads/link/watchdog';
import { drawnPng, paintShirt } from './drawn-photos';
import type { BusyApi } from './busy.worker';

const BrowserWorker = globalThis.Worker;
const OPTIONS: EncoderOptions = {
  modelUrl: `/models/${DEFAULT_MODEL}/`,
  focusUrl: `/models/${DEFAULT_FOCUS}/`,
  device: 'wasm',
};

function busy(): WorkerHandle<BusyApi & Pinged> {
  const worker = new Worker(new URL('./busy.worker.ts', import.meta.url), { type: 'module' });
  return startWorker<BusyApi & Pinged>(worker, 'busy');
}

afterEach(() => {
  globalThis.Worker = BrowserWorker;
});

// with one core the runtime starts no thread
describe.skipIf(navigator.hardwareConcurrency === 1)('an encoder whose thread stands still', () => {
  test('is replaced, and who waited for it is answered by the next one', async () => {
    const standing = new Worker(new URL('./standing-encoder.worker.ts', import.meta.url), { type: 'module' });
    let started = 0;
    globalThis.Worker = new Proxy(BrowserWorker, {
      construct(Browsers, parameters: ConstructorParameters<typeof Worker>) {
        started += 1;
        return started === 1 ? standing : new Browsers(...parameters);
      },
    });
    const replaced: string[] = [];
    const encoder: SupervisedEncoder = new SupervisedEncoder(OPTIONS, () => {
      replaced.push('once');
    });
    const photo = await drawnPng(320, 300, paintShirt);
    const [facts, encoded] = await Promise.all([encoder.load(), encoder.call((api) => api.encode(photo))]);
    expect(facts.device).toBe('wasm');
    expect(facts.threads).toBeGreaterThan(1);
    expect(encoded.embedding).toHaveLength(facts.dims);
    expect(replaced).toEqual(['once']);
    expect(started).toBe(2);
    encoder.close();
  });
});

describe('a watched worker', () => {
  test('that takes its thread for longer than it may is dead, of that reason', async () => {
    const worker = busy();
    watchdog(worker, 2);
    await expect(worker.call((api) => api.take(60))).rejects.toMatchObject({
      name: 'WorkerDied',
      message: 'the busy worker died: it answered nothing for 2 seconds',
    });
  });

  test('that takes its thread for less goes on, time after time', async () => {
    const worker = busy();
    watchdog(worker, 6);
    for (const seconds of [2, 2, 2, 2]) expect(await worker.call((api) => api.take(seconds))).toBe(seconds);
    worker.close();
  });

  test('that is closed has not died', async () => {
    const worker = busy();
    const deaths: string[] = [];
    worker.onDeath(() => deaths.push('dead'));
    watchdog(worker, 1);
    const answer = worker.call((api) => api.take(60));
    worker.close();
    await expect(answer).rejects.toMatchObject({ name: 'AbortError' });
    await new Promise((later) => setTimeout(later, 4000));
    expect(deaths).toEqual([]);
  });
});
