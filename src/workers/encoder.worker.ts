/** Exposes the thread that decodes photos and runs the models. */
import { expose, transfer, transferHandlers } from 'comlink';
import type { EncoderApi, EncoderOptions } from '../contract/encoder';
import { dieWithRuntime } from '../encoding/die-with-runtime';
import { HelpedBatches, helpersFor } from '../encoding/helped-batches';
import { ownedBuffers } from '../encoding/photo/owned-buffers';
import { PhotoDecoder } from '../encoding/photo/photo-decoder';
import { previewPhoto } from '../encoding/photo/preview-photo';
import { PhotoPipeline } from '../encoding/photo-pipeline';
import { describeEncoder, encoderFacts, loadParts } from '../models/open-encoder';
import { Once } from '../shared/once';
import { SIGNAL_TRANSFER, signalTransfer } from '../threads/link/signal-transfer';
import { startHelper } from './encoder-helper';

transferHandlers.set(SIGNAL_TRANSFER, signalTransfer);

const decoder = new PhotoDecoder();
// a photo dropped while the page starts may arrive before `load` is called: `latest` waits for it
const loading = new Once(async (options: EncoderOptions) => {
  const parts = await loadParts(options);
  const pipeline = new PhotoPipeline(options.diesWithRuntime ? dieWithRuntime(parts, die) : parts, decoder);
  const batches = new HelpedBatches(pipeline, helpersFor(parts.encoder), (i) =>
    startHelper(options, `encoder helper ${i}`),
  );
  return { parts, pipeline, batches };
});

/** Throws outside of a call, which fires the `error` event that reports the death to the page. */
function die(error: Error): void {
  setTimeout(() => {
    throw error;
  });
}

const api = {
  describe: describeEncoder,
  load: async (options) => encoderFacts((await loading.run(options)).parts, options),
  async encode(photo, options) {
    const encoded = await (await loading.latest()).pipeline.query(photo, options);
    return transfer(encoded, [encoded.embedding.buffer]);
  },
  async encodeBatch(photos) {
    const outcomes = await (await loading.latest()).batches.encode(photos);
    return transfer(outcomes, ownedBuffers(outcomes));
  },
  async preview(photo, preprocessing, options) {
    const shown = await previewPhoto(photo, preprocessing, decoder, options?.signal);
    return transfer(shown, [shown.rgb.buffer]);
  },
  // the answer has no content: that it arrives shows that the thread is free
  ping: () => undefined,
  connect: (port) => expose(api, port),
} satisfies EncoderApi;

expose(api);
