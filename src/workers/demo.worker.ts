/** Answers the page's calls about the demo. */
import { expose, transfer, transferHandlers } from 'comlink';
import { DemoCatalogue } from '../demo/demo-catalogue';
import type { DemoApi } from '../contract/demo';
import { throwIfAborted } from '../shared/errors';
import { SIGNAL_TRANSFER, signalTransfer } from '../threads/link/signal-transfer';

transferHandlers.set(SIGNAL_TRANSFER, signalTransfer);

const demo = new DemoCatalogue();

/**
 * Fetches the shipped embeddings. Undefined where there is no such file, or neither network nor cache: the demo then
 * makes its embeddings with the encoder.
 */
async function shipped(url: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const response = await fetch(url).catch(() => undefined);
  return response?.ok ? new Uint8Array(await response.arrayBuffer()) : undefined;
}

const api = {
  open: async ({ encoder, embeddingsUrl }, encodeBatch) =>
    demo.open(encoder, await shipped(embeddingsUrl), encodeBatch),
  async subscribe(listener) {
    demo.subscribe(listener);
  },
  async pause() {
    demo.pause();
  },
  async resume() {
    // the state reports how it ends
    void demo.resume();
  },
  list: async (start, count) => demo.list(start, count),
  named: async (prefix, start, count) => demo.named(prefix, start, count),
  thumbnail: async (id) => demo.thumbnail(id),
  view: async (id) => demo.view(id),
  article: async (id) => demo.article(id),
  quality: async () => demo.quality(),
  async search(embedding, k, options) {
    throwIfAborted(options?.signal);
    return demo.search(embedding, k);
  },
  async lookalikes(id, k, options) {
    throwIfAborted(options?.signal);
    return demo.lookalikes(id, k);
  },
  async embedding(id) {
    const own = demo.embedding(id);
    return transfer(own, [own.embedding.buffer]);
  },
} satisfies DemoApi;

expose(api);
