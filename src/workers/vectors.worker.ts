/** Calls of the page in; imports of vectors and the answers of their catalogue out: the only thread that writes it. */
import { expose, transfer, transferHandlers } from 'comlink';
import type { Catalogue } from '../catalogue/catalogue';
import { becomeOwner } from '../catalogue/owner';
import { VectorCatalogue } from '../catalogue/vectors/vector-catalogue';
import { LookalikeError, throwIfAborted } from '../shared/errors';
import { openVectorFiles } from '../exchange/vector-files';
import { IndexPool } from '../knn/index-pool';
import { Lifetime } from '../shared/lifetime';
import { remotePart } from '../threads/link/remote-part';
import { SIGNAL_TRANSFER, signalTransfer } from '../threads/link/signal-transfer';
import { openDatabase } from '../store/database';
import { tableCalls } from './table-calls';
import type { VectorsApi } from '../contract/vectors';

transferHandlers.set(SIGNAL_TRANSFER, signalTransfer);

/** Of all kNN workers: without one of them no answer is whole. */
const knnLife = new Lifetime();
let pending: Promise<VectorCatalogue> | undefined;

function vectors(): Promise<VectorCatalogue> {
  pending ??= becomeOwner('vectors')
    .then(() => openDatabase())
    .then((db) => new VectorCatalogue(db))
    .catch((error: unknown) => {
      pending = undefined;
      throw error;
    });
  return pending;
}

async function opened(): Promise<Catalogue> {
  const catalogue = await (await vectors()).opened();
  if (!catalogue) throw new LookalikeError('ProductMissing', 'no vectors are stored, expected some');
  return catalogue;
}

const api = {
  async connectKnn(ports) {
    (await vectors()).connectKnn(new IndexPool(ports.map((port) => remotePart(port, knnLife))));
  },
  loseKnn: async () => {
    knnLife.end(new LookalikeError('WorkerDied', 'a kNN worker died'));
  },
  start: async () => (await vectors()).start(),
  subscribe: async (listener) => {
    (await vectors()).subscribe(listener);
  },
  open: async () => (await vectors()).open(),
  importFiles: async (files, metric, memory) =>
    (await vectors()).import(await openVectorFiles(files), metric, memory),
  compareBy: async (metric) => (await vectors()).compareBy(metric),
  pause: async () => {
    (await vectors()).pause();
  },
  resume: async () => {
    (await vectors()).resume();
  },
  cancel: async () => (await vectors()).cancel(),
  dismissJob: async () => {
    (await vectors()).dismiss();
  },
  clear: async () => (await vectors()).clear(),
  // a page that has not heard yet that they were removed finds nothing any more
  list: async (start, count) => (await (await vectors()).opened())?.list(start, count) ?? [],
  named: async (prefix, start, count) =>
    (await (await vectors()).opened())?.named(prefix, start, count) ?? { total: 0, products: [] },
  thumbnail: async (id) => (await opened()).thumbnail(id),
  view: async (id) => (await opened()).view(id),
  remove: async (ids) => (await opened()).remove(ids),
  async search(embedding, k, options) {
    const matches = await (await opened()).search(embedding, k);
    throwIfAborted(options?.signal);
    return matches;
  },
  async lookalikes(id, k, options) {
    const matches = await (await opened()).lookalikes(id, k);
    throwIfAborted(options?.signal);
    return matches;
  },
  async embedding(id) {
    const own = await (await opened()).embedding(id);
    return transfer(own, [own.embedding.buffer]);
  },
  ...tableCalls(opened),
} satisfies VectorsApi;

expose(api);
