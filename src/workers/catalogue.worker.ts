/** Calls of the page in; the catalogue's answers out: the only thread that writes to the disk. */
import { expose, transfer, transferHandlers, wrap, type Remote } from 'comlink';
import { Catalogue } from '../catalogue/catalogue';
import { becomeOwner } from '../catalogue/owner';
import type { IndexOutcome, PhotoEncoder } from '../catalogue/jobs/photo-encoder';
import type { CatalogueApi } from '../contract/catalogue';
import type { EncodeOutcome, PhotoOffer } from '../contract/photo';
import type { EncoderApi } from '../contract/encoder';
import type { KnnApi } from '../contract/knn';
import { LookalikeError, throwIfAborted } from '../shared/errors';
import type { IndexPart } from '../knn/index-part';
import { IndexPool } from '../knn/index-pool';
import { encodersCalls } from './encoders-calls';
import { toJpeg } from '../image/thumbnail';
import { Lifetime } from '../shared/lifetime';
import { remotePart } from '../threads/link/remote-part';
import { SIGNAL_TRANSFER, signalTransfer } from '../threads/link/signal-transfer';
import { openDatabase } from '../store/database';
import { Store } from '../store/store';
import { TableStore } from '../store/table-store';
import { tableCalls } from './table-calls';

transferHandlers.set(SIGNAL_TRANSFER, signalTransfer);

const NAME = 'default';
/** What a device has where the browser does not say. */
const USUAL_GIB = 4;

/** Of all kNN workers: without one of them no answer is whole. */
const knnLife = new Lifetime();
let pending: Promise<Catalogue> | undefined;

function catalogue(): Promise<Catalogue> {
  pending ??= becomeOwner(NAME)
    .then(() => openDatabase())
    .then(
      (db) =>
        new Catalogue(new Store(db, NAME), new TableStore(db, NAME), NAME, undefined, memoryForEncoders()),
    )
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

function photoEncoder(port: MessagePort): PhotoEncoder {
  const encoder = wrap<EncoderApi>(port);
  return { encodeBatch: async (photos) => Promise.all((await encoder.encodeBatch(photos)).map(packed)) };
}

/** An index part of its own in a kNN worker: every encoder has one in each. */
function partOf(worker: Remote<KnnApi>): IndexPart {
  const { port1, port2 } = new MessageChannel();
  // a worker that is dead by now is told of by the first call to the part
  knnLife.outlasting(worker.connect(transfer(port1, [port1]))).catch(() => undefined);
  return remotePart(port2, knnLife);
}

/** What the embeddings of several encoders may take together: an eighth of what the browser tells of. */
function memoryForEncoders(): number {
  const gibibytes: unknown = Reflect.get(navigator, 'deviceMemory');
  return ((typeof gibibytes === 'number' ? gibibytes : USUAL_GIB) * 2 ** 30) / 8;
}

/** Lists of offers that are still being sent. */
const collected = new Map<string, PhotoOffer[]>();

const api = {
  async connectEncoder(port) {
    await (await catalogue()).connectEncoder(photoEncoder(port));
  },
  loseEncoder: async () => {
    (await catalogue()).loseEncoder();
  },
  async connectKnn(ports) {
    const workers = ports.map((port) => wrap<KnnApi>(port));
    (await catalogue()).connectKnn(() => new IndexPool(workers.map((worker) => partOf(worker))));
  },
  loseKnn: async () => {
    knnLife.end(new LookalikeError('WorkerDied', 'a kNN worker died'));
  },
  open: async (encoder) => (await catalogue()).open(encoder),
  filled: async () => (await catalogue()).filled(),
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
  skipped: async () => (await catalogue()).skipped(),
  vanished: async () => (await catalogue()).vanished(),
  remove: async (ids) => (await catalogue()).remove(ids),
  clear: async () => (await catalogue()).clear(),
  list: async (start, count) => (await catalogue()).list(start, count),
  named: async (prefix, start, count) => (await catalogue()).named(prefix, start, count),
  thumbnail: async (id) => (await catalogue()).thumbnail(id),
  view: async (id) => (await catalogue()).view(id),
  async search(embedding, k, options) {
    const matches = await (await catalogue()).search(embedding, k, options?.fingerprint);
    throwIfAborted(options?.signal);
    return matches;
  },
  async lookalikes(id, k, options) {
    const matches = await (await catalogue()).lookalikes(id, k);
    throwIfAborted(options?.signal);
    return matches;
  },
  async embedding(id) {
    const own = await (await catalogue()).embedding(id);
    return transfer(own, [own.embedding.buffer]);
  },
  ...tableCalls(catalogue),
  ...encodersCalls(catalogue, photoEncoder),
} satisfies CatalogueApi;

expose(api);
