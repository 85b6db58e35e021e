/** Exposes the intake of custom models: the only thread that calls another origin; it gets no photos. */
import { expose, transferHandlers } from 'comlink';
import type { ModelsApi } from '../contract/models';
import { parseEncoderCard } from '../encoding/encoder/encoder-card';
import { devicesToTry } from '../inference/device';
import { loadModel } from '../inference/load-model';
import { ModelIntake } from '../models/intake';
import { discard, keptModels } from '../models/shelf/shelf';
import { tryDevices } from '../models/trial/try-devices';
import { SIGNAL_TRANSFER, signalTransfer } from '../threads/link/signal-transfer';

transferHandlers.set(SIGNAL_TRANSFER, signalTransfer);

/** The content security policy of this worker allows this origin and those that serve its files. */
const intake = new ModelIntake('https://huggingface.co');

const api = {
  list: keptModels,
  async tryShipped(modelUrl) {
    const model = await loadModel(new URL(modelUrl), parseEncoderCard);
    return { sizeBytes: model.card.sizeBytes, trial: await tryDevices(model, await devicesToTry()) };
  },
  lookUp: (typed, options) => intake.lookUp(typed, options?.signal),
  fetch: (model, path, usual, listener, options) =>
    intake.fetch(model, path, usual, listener, options?.signal),
  fetchText: (id, listener, options) => intake.fetchText(id, listener, options?.signal),
  take: (files, preprocessing, listener) => intake.take(files, preprocessing, listener),
  correct: (id, preprocessing, output) => intake.correct(id, preprocessing, output),
  remove: discard,
  // the answer has no content: that it arrives shows that the thread is free
  ping: () => undefined,
} satisfies ModelsApi;

expose(api);
