/** Answers the page's calls about the catalogue of photos: the only thread that writes it. */
import { expose, transferHandlers } from 'comlink';
import type { CatalogueApi } from '../contract/catalogue';
import { SIGNAL_TRANSFER, signalTransfer } from '../threads/link/signal-transfer';
import { encodersCalls } from './encoders-calls';
import { jobCalls } from './job-calls';
import { KnnPools } from './knn-pools';
import { photoEncoder } from './photo-encoder-port';
import { productCalls } from './product-calls';
import { storedCatalogue } from './stored-catalogue';
import { tableCalls } from './table-calls';

transferHandlers.set(SIGNAL_TRANSFER, signalTransfer);

const knn = new KnnPools();

const api = {
  async connectEncoder(port) {
    await (await storedCatalogue()).connectEncoder(photoEncoder(port));
  },
  loseEncoder: async () => {
    (await storedCatalogue()).loseEncoder();
  },
  async connectKnn(ports) {
    (await storedCatalogue()).connectKnn(knn.over(ports));
  },
  loseKnn: async () => {
    knn.lose();
  },
  open: async (encoder) => (await storedCatalogue()).open(encoder),
  filled: async () => (await storedCatalogue()).filled(),
  subscribe: async (listener) => {
    (await storedCatalogue()).subscribe(listener);
  },
  clear: async () => (await storedCatalogue()).clear(),
  ...productCalls(storedCatalogue),
  ...jobCalls(storedCatalogue),
  ...tableCalls(storedCatalogue),
  ...encodersCalls(storedCatalogue, photoEncoder),
} satisfies CatalogueApi;

expose(api);
