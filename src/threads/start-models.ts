/** Starts the workers of custom models: one that fetches and tries them, one that encodes texts. */
import { proxy, transferHandlers } from 'comlink';
import type { ModelsApi } from '../contract/models';
import { startWorker } from './link/worker-handle';
import { workerProxy, type Promised } from './link/worker-proxy';
import { watchdog } from './link/watchdog';
import { SIGNAL_TRANSFER, signalTransfer } from './link/signal-transfer';
import type { TextApi } from '../contract/text';

transferHandlers.set(SIGNAL_TRANSFER, signalTransfer);

/** Seconds for which a worker may block its thread: custom models may be large. */
const PATIENCE = 120;

/** The worker that fetches and tries custom models. */
export interface ModelsWorker extends Omit<ModelsApi, 'ping'> {
  /** Closes the worker: only that frees its runtime's memory. */
  readonly end: () => void;
}

/** Starts the worker that fetches and tries custom models. */
export function startModelsWorker(): ModelsWorker {
  const models = startWorker<ModelsApi>(
    new Worker(new URL('../workers/models.worker.ts', import.meta.url), { type: 'module', name: 'models' }),
    'models',
  );
  watchdog(models, PATIENCE);
  const calls = workerProxy(models, {
    fetch: (model, path, usual, listener, options) =>
      models.call((api) => api.fetch(model, path, usual, proxy(listener), options)),
    fetchText: (id, listener, options) => models.call((api) => api.fetchText(id, proxy(listener), options)),
    take: (files, preprocessing, listener) =>
      models.call((api) => api.take(files, preprocessing, proxy(listener))),
    end: models.close,
  });
  return calls;
}

/** The worker that runs text models. */
export type TextWorker = Omit<Promised<TextApi>, 'ping'>;

/** Starts the worker that runs text models. */
export function startTextWorker(): TextWorker {
  const text = startWorker<TextApi>(
    new Worker(new URL('../workers/text.worker.ts', import.meta.url), { type: 'module', name: 'text' }),
    'text',
  );
  watchdog(text, PATIENCE);
  return workerProxy(text, {});
}
