/** Nothing in; the workers of models of others, started and wrapped, out: one that fetches and tries them, one that encodes texts. */
import { proxy, transferHandlers } from 'comlink';
import type { ModelsApi } from './models-contract';
import { race } from './raced-worker';
import { SIGNAL_TRANSFER, signalTransfer } from './signal-transfer';
import type { TextApi } from './text-contract';

transferHandlers.set(SIGNAL_TRANSFER, signalTransfer);

/** The worker that fetches and tries models of others. */
export interface ModelsWorker extends ModelsApi {
  /** Ends it: its runtime gives memory back with its worker alone. */
  readonly end: () => void;
}

/** Starts the worker that fetches and tries models of others. */
export function startModelsWorker(): ModelsWorker {
  const { api, call, end } = race<ModelsApi>(
    new Worker(new URL('./models.worker.ts', import.meta.url), { type: 'module', name: 'models' }),
    'models',
  );
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

/** Starts the worker that runs text models. */
export function startTextWorker(): TextApi {
  const { api, call } = race<TextApi>(
    new Worker(new URL('./text.worker.ts', import.meta.url), { type: 'module', name: 'text' }),
    'text',
  );
  return { encode: (keptId, text) => call(api.encode(keptId, text)) };
}
