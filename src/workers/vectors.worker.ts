/** Exposes the catalogue of vectors: the only thread that writes it. */
import { expose, transfer, transferHandlers } from 'comlink';
import { becomeOwner } from '../catalogue/owner';
import { VectorCatalogue } from '../catalogue/vectors/vector-catalogue';
import type { VectorsApi } from '../contract/vectors';
import { IndexPool } from '../knn/index-pool';
import { LookalikeError } from '../shared/errors';
import { Lifetime } from '../shared/lifetime';
import { Once } from '../shared/once';
import { openDatabase } from '../store/database';
import { remotePart } from '../threads/link/remote-part';
import { SIGNAL_TRANSFER, signalTransfer } from '../threads/link/signal-transfer';
import { tableCalls } from './table-calls';
import { importCalls, openedVectors, vectorProductCalls } from './vectors-calls';

transferHandlers.set(SIGNAL_TRANSFER, signalTransfer);

/** Shared by all kNN workers: every worker holds rows, so the first death ends it. */
const knnLife = new Lifetime();
const opening = new Once(async () => {
  await becomeOwner('vectors');
  return new VectorCatalogue(await openDatabase());
});
const vectors = () => opening.run();
const products = vectorProductCalls(vectors);

const api = {
  async connectKnn(ports) {
    (await vectors()).connectKnn(new IndexPool(ports.map((port) => remotePart(port, knnLife))));
  },
  loseKnn: async () => {
    knnLife.end(new LookalikeError('WorkerDied', 'a kNN worker died'));
  },
  ...importCalls(vectors),
  ...products,
  async embedding(id) {
    const own = await products.embedding(id);
    return transfer(own, [own.embedding.buffer]);
  },
  ...tableCalls(() => openedVectors(vectors())),
} satisfies VectorsApi;

expose(api);
