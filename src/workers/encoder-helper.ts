/** Starts helpers of the encoder worker: copies of it with one thread each. */
import type { EncoderApi, EncoderOptions } from '../contract/encoder';
import type { Helper } from '../encoding/photo/helpers';
import { LookalikeError } from '../shared/errors';
import { startWorker } from '../threads/link/worker-handle';

/**
 * Starts a copy of the encoder worker, for WASM with one thread, and waits until it is loaded.
 * It ends with the calling worker. Rejects as `EncoderApi.load`, or with `WorkerDied`; then nothing is left running.
 */
export async function startHelper(options: EncoderOptions, name: string): Promise<Helper> {
  const worker = new Worker(new URL('./encoder.worker.ts', import.meta.url), { type: 'module', name });
  const helper = startWorker<EncoderApi>(worker, name);
  worker.addEventListener('error', (event) => {
    // an unhandled error would also count as the death of the calling worker
    event.preventDefault();
  });
  helper.onDeath(() => {
    worker.terminate();
  });
  try {
    await helper.call((api) => api.load({ ...options, device: 'wasm', mostThreads: 1 }));
  } catch (error) {
    worker.terminate();
    throw error;
  }
  return {
    async encode(photo) {
      const [outcome] = await helper.call((api) => api.encodeBatch([photo]));
      if (!outcome) throw new LookalikeError('EncoderFailed', `the ${name} gave no outcome for one photo`);
      return outcome;
    },
  };
}
