/** Options for the encoder in; the workers, started, joined to each other and wrapped, out. */
import { proxy, transfer, transferHandlers } from 'comlink';
import type {
  CatalogueApi,
  CatalogueState,
  EncoderApi,
  EncoderFacts,
  EncoderIdentity,
  EncoderOptions,
  FocusView,
  KnnApi,
  Offer,
} from '../contract/catalogue';
import { EncoderFleet, type Reopened } from './fleet/encoder-fleet';
import { fleetCalls, type FleetCalls } from './fleet/fleet-calls';
import type { FormerModels } from './fleet/former-models';
import type { EncodersApi, ProductEmbedding } from '../contract/encoders';
import type { DemoApi, DemoState } from '../contract/demo';
import { race, type Raced } from './link/worker-handle';
import { SIGNAL_TRANSFER, signalTransfer } from './link/signal-transfer';
import type { TableApi } from '../contract/table';
import type { ProductCalls, VectorsApi, VectorsState } from '../contract/vectors';

export type { Reopened };

transferHandlers.set(SIGNAL_TRANSFER, signalTransfer);

/** A catalogue, of photos, of vectors or drawn, whose products can be shown and searched. */
export interface WithProducts {
  readonly catalogue: Omit<ProductCalls, 'remove'>;
}

/** Calls about products and their table, which every catalogue answers, wherever it lives. */
function productCalls({ api, call }: Raced<ProductCalls & TableApi>): ProductCalls & TableApi {
  return {
    remove: (ids) => call(api.remove(ids)),
    list: (start, count) => call(api.list(start, count)),
    named: (prefix, start, count) => call(api.named(prefix, start, count)),
    thumbnail: (id) => call(api.thumbnail(id)),
    view: (id) => call<FocusView>(api.view(id)),
    search: (embedding, k, callOptions = {}) => call(api.search(embedding, k, callOptions)),
    lookalikes: (id, k, callOptions = {}) => call(api.lookalikes(id, k, callOptions)),
    embedding: (id) => call<ProductEmbedding>(api.embedding(id)),
    startTable: (k) => call(api.startTable(k)),
    pauseTable: () => call(api.pauseTable()),
    resumeTable: () => call(api.resumeTable()),
    cancelTable: () => call(api.cancelTable()),
    saveTable: (format, file) => call(api.saveTable(format, file)),
    tableFile: (format) => call(api.tableFile(format)),
  };
}

/** What the page uses of the workers that hold vectors without photos. */
export interface VectorWorkers extends WithProducts {
  readonly catalogue: Omit<VectorsApi, 'connectKnn' | 'loseKnn' | 'start' | 'subscribe'>;
  /** Says what is stored. Rejects with a `LookalikeError` name. */
  start(listener: (state: VectorsState) => void): Promise<VectorsState>;
}

/** What the page uses of the worker that draws the demo. */
export interface DemoWorkers extends WithProducts {
  readonly catalogue: Omit<DemoApi, 'open' | 'subscribe'>;
  /** As `DemoApi.open`, for the page's encoder. */
  start(embeddingsUrl: string, listener: (state: DemoState) => void): Promise<DemoState>;
  /** Ends the worker. */
  dispose(): void;
}

/** What the page uses of the workers. */
export interface Workers {
  /** The one that answers. */
  readonly encoder: {
    encode: EncoderApi['encode'];
    encodeBatch: EncoderApi['encodeBatch'];
    preview: EncoderApi['preview'];
    /** From the model's card alone, before it is loaded. */
    describe(): Promise<EncoderIdentity>;
    /** Resolves when the model is loaded; at once where it is. */
    load(): Promise<EncoderFacts>;
  };
  readonly encoders: FleetCalls;
  readonly catalogue: Omit<
    CatalogueApi,
    | 'connectEncoder'
    | 'loseEncoder'
    | 'connectKnn'
    | 'loseKnn'
    | 'open'
    | 'subscribe'
    | 'collect'
    | 'add'
    | keyof EncodersApi
  > & {
    /** As `CatalogueApi.add`, with the list sent in parts. */
    add(offer: Offer): Promise<string>;
  };
  /**
   * Opens the stored catalogue for the encoder, which loads meanwhile; see `CatalogueApi.open`. Rejects with a
   * `LookalikeError` name.
   *
   * @param answering id of the encoder that answers first; by default the one that the workers were started with.
   */
  open(listener: (state: CatalogueState) => void, answering?: string): Promise<CatalogueState>;
  /** Ends all workers; what has not been committed is lost. */
  dispose(): void;
}

/** Files that cross to the catalogue at once: about a millisecond's work for the page. */
const PHOTOS_A_MESSAGE = 100;

/** More threads than this find nothing faster: memory is read no quicker by them. */
const MOST_KNN_THREADS = 8;

/** One a core. */
function knnThreads(): number {
  return Math.max(1, Math.min(MOST_KNN_THREADS, navigator.hardwareConcurrency));
}

function startKnn(): readonly Raced<KnnApi>[] {
  return Array.from({ length: knnThreads() }, (_, i) =>
    race<KnnApi>(
      new Worker(new URL('../workers/knn.worker.ts', import.meta.url), { type: 'module', name: `knn ${i}` }),
      'kNN',
    ),
  );
}

/** Lays a line from each kNN worker to a worker that holds a catalogue, which is told when one of them dies. */
async function joinKnn(
  knn: readonly Raced<KnnApi>[],
  holder: Raced<Pick<CatalogueApi, 'connectKnn' | 'loseKnn'>>,
): Promise<void> {
  const channels = knn.map(() => new MessageChannel());
  const ports = channels.map(({ port2 }) => port2);
  for (const thread of knn) {
    thread.onDeath(() => {
      // whoever asks a dead holder is told by `call`
      holder.call(holder.api.loseKnn()).catch(() => undefined);
    });
  }
  await Promise.all([
    ...knn.map(async (thread, i) => {
      const port = channels[i]?.port1;
      if (port) await thread.call(thread.api.connect(transfer(port, [port])));
    }),
    holder.call(holder.api.connectKnn(transfer(ports, [...ports]))),
  ]);
}

/** Starts the vectors' worker at once; its kNN workers, which take most memory, with the first vectors. */
export function startVectorWorkers(): VectorWorkers {
  const vectors = race<VectorsApi>(
    new Worker(new URL('../workers/vectors.worker.ts', import.meta.url), { type: 'module', name: 'vectors' }),
    'vectors',
  );
  const remote = vectors.api;
  let joined: Promise<void> | undefined;
  const join = () => {
    joined ??= joinKnn(startKnn(), vectors);
    return joined;
  };
  return {
    catalogue: {
      open: () => join().then(() => vectors.call(remote.open())),
      importFiles: (files, metric, memory = {}) =>
        join().then(() => vectors.call(remote.importFiles(files, metric, memory))),
      compareBy: (metric) => vectors.call(remote.compareBy(metric)),
      pause: () => vectors.call(remote.pause()),
      resume: () => vectors.call(remote.resume()),
      cancel: () => vectors.call(remote.cancel()),
      dismissJob: () => vectors.call(remote.dismissJob()),
      clear: () => vectors.call(remote.clear()),
      ...productCalls(vectors),
    },
    async start(listener) {
      await vectors.call(remote.subscribe(proxy(listener)));
      return vectors.call(remote.start());
    },
  };
}

/** Starts the worker that draws the demo and, where its embeddings must be made first, has them made by the encoder. */
export function startDemoWorker(encoder: Workers['encoder']): DemoWorkers {
  const demo = race<DemoApi>(
    new Worker(new URL('../workers/demo.worker.ts', import.meta.url), { type: 'module', name: 'demo' }),
    'demo',
  );
  const remote = demo.api;
  return {
    catalogue: {
      pause: () => demo.call(remote.pause()),
      resume: () => demo.call(remote.resume()),
      article: (id) => demo.call(remote.article(id)),
      quality: () => demo.call(remote.quality()),
      list: (start, count) => demo.call(remote.list(start, count)),
      named: (prefix, start, count) => demo.call(remote.named(prefix, start, count)),
      thumbnail: (id) => demo.call(remote.thumbnail(id)),
      view: (id) => demo.call<FocusView>(remote.view(id)),
      search: (embedding, k, callOptions = {}) => demo.call(remote.search(embedding, k, callOptions)),
      lookalikes: (id, k, callOptions = {}) => demo.call(remote.lookalikes(id, k, callOptions)),
      embedding: (id) => demo.call<ProductEmbedding>(remote.embedding(id)),
    },
    async start(embeddingsUrl, listener) {
      const [identity] = await Promise.all([
        encoder.describe(),
        demo.call(remote.subscribe(proxy(listener))),
      ]);
      const encodeBatch = proxy((photos: readonly Blob[]) => encoder.encodeBatch(photos));
      return demo.call(remote.open({ encoder: identity, embeddingsUrl }, encodeBatch));
    },
    dispose() {
      demo.worker.terminate();
    },
  };
}

/**
 * Starts the workers at once; loads happen in `open`.
 *
 * @param formers models that earlier releases shipped, newest first.
 */
export function startWorkers(options: EncoderOptions, formers: readonly FormerModels[] = []): Workers {
  const catalogue = race<CatalogueApi>(
    new Worker(new URL('../workers/catalogue.worker.ts', import.meta.url), {
      type: 'module',
      name: 'catalogue',
    }),
    'catalogue',
  );
  const knn = startKnn();
  const fleet = new EncoderFleet(options, catalogue, formers);
  const remote = catalogue.api;
  return {
    encoder: {
      load: () => fleet.load(),
      encode: (photo, callOptions = {}) => fleet.ask((api) => api.encode(photo, callOptions)),
      encodeBatch: (photos) => fleet.ask((api) => api.encodeBatch(photos)),
      preview: (photo, preprocessing, callOptions = {}) =>
        fleet.ask((api) => api.preview(photo, preprocessing, callOptions)),
      describe: () => fleet.describeAnswering(),
    },
    encoders: fleetCalls(catalogue, fleet, formers),
    catalogue: {
      async add({ photos, ...from }) {
        const offer = crypto.randomUUID();
        for (let at = 0; at < photos.length; at += PHOTOS_A_MESSAGE) {
          await catalogue.call(remote.collect(offer, photos.slice(at, at + PHOTOS_A_MESSAGE)));
        }
        return catalogue.call(remote.add(offer, from));
      },
      filled: () => catalogue.call(remote.filled()),
      pause: () => catalogue.call(remote.pause()),
      resume: () => catalogue.call(remote.resume()),
      cancel: () => catalogue.call(remote.cancel()),
      dismissJob: () => catalogue.call(remote.dismissJob()),
      skipped: () => catalogue.call(remote.skipped()),
      vanished: () => catalogue.call(remote.vanished()),
      clear: () => catalogue.call(remote.clear()),
      ...productCalls(catalogue),
    },
    async open(listener, answering) {
      await Promise.all([fleet.join(answering), joinKnn(knn, catalogue)]);
      const told = (state: CatalogueState) => {
        fleet.follow(state.embedding);
        listener(state);
      };
      await catalogue.call(remote.subscribe(proxy(told)));
      const identity = await fleet.describeAnswering();
      // photos wait in the encoder for this; whoever needs the outcome calls `load` and gets it
      void fleet.load().catch(() => undefined);
      return catalogue.call(remote.open(identity));
    },
    dispose() {
      fleet.end();
      for (const { worker } of [catalogue, ...knn]) worker.terminate();
    },
  };
}
