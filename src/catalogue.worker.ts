/** Calls of the page in; the catalogue's answers out: the only thread that writes to the disk. */
import { expose, transfer, transferHandlers, wrap } from 'comlink';
import { Catalogue } from './catalogue/catalogue';
import type { IndexOutcome } from './catalogue/photo-encoder';
import type { CatalogueApi, EncodeOutcome, EncoderApi, KnnApi, PhotoOffer } from './contract';
import { LookalikeError, throwIfAborted } from './errors';
import type { IndexPart } from './knn/index-part';
import { IndexPool } from './knn/index-pool';
import { toJpeg } from './image/thumbnail';
import { SIGNAL_TRANSFER, signalTransfer } from './signal-transfer';
import { openDatabase } from './store/database';
import { Store } from './store/store';

transferHandlers.set(SIGNAL_TRANSFER, signalTransfer);

const NAME = 'default';
/** A tab that was just closed may hold its lock a moment longer. */
const LOCK_PATIENCE_MS = 4000;

/** Two tabs must not write one catalogue: the lock is held until this worker ends. */
async function becomeOwner(): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    navigator.locks
      .request(`lookalike-${NAME}`, { signal: AbortSignal.timeout(LOCK_PATIENCE_MS) }, () => {
        resolve();
        return new Promise<never>(() => undefined);
      })
      .catch((cause: unknown) => {
        reject(new LookalikeError('CatalogueInUse', 'another tab holds the catalogue open', { cause }));
      });
  });
}

let pending: Promise<Catalogue> | undefined;

function catalogue(): Promise<Catalogue> {
  pending ??= becomeOwner()
    .then(() => openDatabase())
    .then((db) => new Catalogue(new Store(db, NAME), NAME))
    .catch((error: unknown) => {
      pending = undefined;
      throw error;
    });
  return pending;
}

/** The encoder's outcome with its picture as the JPEG that is stored. */
async function packed(outcome: EncodeOutcome): Promise<IndexOutcome> {
  if ('failure' in outcome) return outcome;
  const { picture, ...encoded } = outcome.encoded;
  if (!picture) throw new LookalikeError('EncoderFailed', 'a photo of a batch came without its picture');
  return { encoded: { ...encoded, jpeg: await (await toJpeg(picture)).arrayBuffer() } };
}

/** Lists of offers that are still being sent. */
const collected = new Map<string, PhotoOffer[]>();

const api = {
  async connectEncoder(port) {
    const encoder = wrap<EncoderApi>(port);
    await (
      await catalogue()
    ).connectEncoder({
      encodeBatch: async (photos) => Promise.all((await encoder.encodeBatch(photos)).map(packed)),
    });
  },
  loseEncoder: async () => {
    (await catalogue()).loseEncoder();
  },
  async connectKnn(ports) {
    const parts = ports.map((port): IndexPart => {
      const knn = wrap<KnnApi>(port);
      return {
        reset: (dims, metric) => knn.reset(dims, metric),
        append: (vectors) => knn.append(transfer(vectors, [vectors.buffer])),
        remove: (rows) => knn.remove(rows),
        search: (query, k, exceptRow) => knn.search(query, k, exceptRow),
        searchMany: (queries, k) => knn.searchMany(queries, k),
        vector: (row) => knn.vector(row),
        memoryBytes: () => knn.memoryBytes(),
        startPairs: (k) => knn.startPairs(k),
        block: (first, end) => knn.block(first, end),
        pair: (question) => knn.pair(question),
        kept: (first, end) => knn.kept(first, end),
        restore: (first, heaps) => knn.restore(first, heaps),
        endPairs: () => knn.endPairs(),
      };
    });
    (await catalogue()).connectKnn(new IndexPool(parts));
  },
  open: async (encoder) => (await catalogue()).open(encoder),
  subscribe: async (listener) => {
    (await catalogue()).subscribe(listener);
  },
  async collect(offer, photos) {
    const before = collected.get(offer);
    if (before) before.push(...photos);
    else collected.set(offer, [...photos]);
  },
  async add(offer, from) {
    const photos = collected.get(offer) ?? [];
    collected.delete(offer);
    return (await catalogue()).add({ ...from, photos });
  },
  pause: async () => (await catalogue()).pause(),
  resume: async () => (await catalogue()).resume(),
  cancel: async () => (await catalogue()).cancel(),
  dismissJob: async () => (await catalogue()).dismissJob(),
  reembed: async () => (await catalogue()).reembed(),
  skipped: async () => (await catalogue()).skipped(),
  vanished: async () => (await catalogue()).vanished(),
  remove: async (ids) => (await catalogue()).remove(ids),
  clear: async () => (await catalogue()).clear(),
  list: async (start, count) => (await catalogue()).list(start, count),
  thumbnail: async (id) => (await catalogue()).thumbnail(id),
  view: async (id) => (await catalogue()).view(id),
  async search(embedding, k, options) {
    const matches = await (await catalogue()).search(embedding, k);
    throwIfAborted(options?.signal);
    return matches;
  },
  async lookalikes(id, k, options) {
    const matches = await (await catalogue()).lookalikes(id, k);
    throwIfAborted(options?.signal);
    return matches;
  },
} satisfies CatalogueApi;

expose(api);
