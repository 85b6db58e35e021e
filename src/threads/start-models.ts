/** Nothing in; the workers of models of others, started and wrapped, out: one that fetches and tries them, one that encodes texts. */
import { proxy, transferHandlers } from 'comlink';
import type { ModelsApi } from '../contract/models';
import { race } from './link/worker-handle';
import { watch } from './link/watchdog';
import { SIGNAL_TRANSFER, signalTransfer } from './link/signal-transfer';
import type { TextApi } from '../contract/text';

transferHandlers.set(SIGNAL_TRANSFER, signalTransfer);

/** Seconds for which a worker may keep its thread: models of others may be large. */
const PATIENCE = 120;

/** The worker that fetches and tries models of others. */
export interface ModelsWorker extends Omit<ModelsApi, 'ping'> {
  /** Ends it: its runtime gives memory back with its worker alone. */
  readonly end: () => void;
}

/** Starts the worker that fetches and tries models of others. */
export function startModelsWorker(): ModelsWorker {
  const models = race<ModelsApi>(
    new Worker(new URL('../workers/models.worker.ts', import.meta.url), { type: 'module', name: 'models' }),
    'models',
  );
  watch(models, (api) => api.ping(), PATIENCE);
  const { api, call, end } = models;
  return {
    list: () => call(api.list()),
    tryShipped: (modelUrl) => call(api.tryShipped(modelUrl)),
    lookUp: (typed, options = {}) => call(api.lookUp(typed, options)),
    fetch: (model, path, usual, listener, options = {}) =>
      call(api.fetch(model, path, usual, proxy(listener), options)),
    fetchText: (id, listener, options = {}) => call(api.fetchText(id, proxy(listener), options)),
    take: (files, preprocessing, listener) => call(api.take(files, preprocessing, proxy(listener))),
    correct: (id, preprocessing, output) => call(api.correct(id, preprocessing, output)),
    remove: (id) => call(api.remove(id)),
    end,
  };
}

/** The worker that runs text models. */
export type TextWorker = Omit<TextApi, 'ping'>;

/** Starts the worker that runs text models. */
export function startTextWorker(): TextWorker {
  const text = race<TextApi>(
    new Worker(new URL('../workers/text.worker.ts', import.meta.url), { type: 'module', name: 'text' }),
    'text',
  );
  watch(text, (api) => api.ping(), PATIENCE);
  const { api, call } = text;
  return { encode: (keptId, text) => call(api.encode(keptId, text)) };
}
