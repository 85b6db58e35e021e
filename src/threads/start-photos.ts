/** Starts the workers of every catalogue, connects them to each other and gives the page their calls. */
import { proxy, transfer, transferHandlers } from 'comlink';
import type { CatalogueApi, CatalogueState } from '../contract/catalogue';
import type { EncoderApi, EncoderFacts, EncoderIdentity, EncoderOptions } from '../contract/encoder';
import type { KnnApi } from '../contract/knn';
import type { Offer } from '../contract/photo';
import type { EncodersApi } from '../contract/encoders';
import type { DemoApi, DemoState } from '../contract/demo';
import type { MemoryOptions, VectorsApi, VectorsState } from '../contract/vectors';
import type { ProductCalls } from '../contract/product';
import { encoderCalls, type EncoderCalls } from './fleet/encoder-calls';
import { EncoderPool, type Reopened } from './fleet/encoder-pool';
import type { FormerModels } from './fleet/former-models';
import { SIGNAL_TRANSFER, signalTransfer } from './link/signal-transfer';
import { startWorker, type WorkerHandle } from './link/worker-handle';
import { workerProxy, type Promised } from './link/worker-proxy';
import type { Metric } from '../knn/metric';

export type { Reopened };

transferHandlers.set(SIGNAL_TRANSFER, signalTransfer);

/** A catalogue of photos, of vectors or of the demo, whose products can be shown and searched. */
export interface WithProducts {
  readonly catalogue: Omit<ProductCalls, 'remove'>;
}

/** The calls of a catalogue that a grid needs. */
export interface WithList {
  readonly catalogue: Pick<ProductCalls, 'list' | 'thumbnail'>;
}

/** The page's calls to the workers that hold vectors without photos. */
export interface VectorWorkers extends WithProducts {
  readonly catalogue: Omit<VectorsApi, 'connectKnn' | 'loseKnn' | 'start' | 'subscribe'>;
  /** Returns the state of the stored vectors. Rejects with a `LookalikeError` name. */
  start(listener: (state: VectorsState) => void): Promise<VectorsState>;
}

/** The page's calls to the worker that draws the demo. */
export interface DemoWorkers extends WithProducts {
  readonly catalogue: Omit<DemoApi, 'open' | 'subscribe'>;
  /** As `DemoApi.open`, with the page's encoder. */
  start(embeddingsUrl: string, listener: (state: DemoState) => void): Promise<DemoState>;
  /** Ends the worker. */
  dispose(): void;
}

/** The page's calls to the workers. */
export interface Workers {
  /** The encoder that answers. */
  readonly encoder: Omit<Promised<EncoderApi>, 'describe' | 'load' | 'connect' | 'ping'> & {
    /** Describes the encoder from its card, without loading it. */
    describe(): Promise<EncoderIdentity>;
    /** Resolves when the model is loaded, or at once if it already is. */
    load(): Promise<EncoderFacts>;
  };
  readonly encoders: EncoderCalls;
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
   * Opens the stored catalogue while the encoder loads; see `CatalogueApi.open`. Rejects with a `LookalikeError` name.
   *
   * @param answering id of the encoder that answers first; by default the one that the workers were started with.
   */
  open(listener: (state: CatalogueState) => void, answering?: string): Promise<CatalogueState>;
  /** Ends all workers; writes that are not committed are lost. */
  dispose(): void;
}

/** Files per message to the catalogue: about a millisecond's work for the page. */
const PHOTOS_A_MESSAGE = 100;

/** More threads do not search faster: reading memory is the limit. */
const MOST_KNN_THREADS = 8;

/** One thread per core, `MOST_KNN_THREADS` at most. */
function knnThreads(): number {
  return Math.max(1, Math.min(MOST_KNN_THREADS, navigator.hardwareConcurrency));
}

function startKnn(): readonly WorkerHandle<KnnApi>[] {
  return Array.from({ length: knnThreads() }, (_, i) =>
    startWorker<KnnApi>(
      new Worker(new URL('../workers/knn.worker.ts', import.meta.url), { type: 'module', name: `knn ${i}` }),
      'kNN',
    ),
  );
}

/** Opens a port from each kNN worker to the worker of a catalogue, and tells that worker when one of them dies. */
async function joinKnn(
  knn: readonly WorkerHandle<KnnApi>[],
  holder: Promised<Pick<CatalogueApi, 'connectKnn' | 'loseKnn'>>,
): Promise<void> {
  const channels = knn.map(() => new MessageChannel());
  for (const thread of knn) {
    thread.onDeath(() => {
      // if the holder is dead too, its own callers already get `WorkerDied`: nothing to report here
      holder.loseKnn().catch(() => undefined);
    });
  }
  await Promise.all([
    ...knn.map(async (thread, i) => {
      const port = channels[i]?.port1;
      if (port) await thread.call((api) => api.connect(transfer(port, [port])));
    }),
    holder.connectKnn(channels.map(({ port2 }) => port2)),
  ]);
}

/** Starts the vectors' worker at once. Its kNN workers, which need most memory, start with the first vectors. */
export function startVectorWorkers(): VectorWorkers {
  const vectors = startWorker<VectorsApi>(
    new Worker(new URL('../workers/vectors.worker.ts', import.meta.url), { type: 'module', name: 'vectors' }),
    'vectors',
  );
  let joined: Promise<void> | undefined;
  const join = () => {
    joined ??= joinKnn(startKnn(), calls);
    return joined;
  };
  const calls = workerProxy(vectors, {
    connectKnn: (ports) => vectors.call((api) => api.connectKnn(transfer(ports, [...ports]))),
    subscribe: (listener) => vectors.call((api) => api.subscribe(proxy(listener))),
    open: () => join().then(() => vectors.call((api) => api.open())),
    importFiles: (files: readonly File[], metric: Metric, memory?: MemoryOptions) =>
      join().then(() => vectors.call((api) => api.importFiles(files, metric, memory))),
  });
  return {
    catalogue: calls,
    async start(listener) {
      await calls.subscribe(listener);
      return calls.start();
    },
  };
}

/** Starts the worker that draws the demo. The encoder makes its embeddings if the shipped ones do not fit. */
export function startDemoWorker(encoder: Workers['encoder']): DemoWorkers {
  const demo = startWorker<DemoApi>(
    new Worker(new URL('../workers/demo.worker.ts', import.meta.url), { type: 'module', name: 'demo' }),
    'demo',
  );
  const calls = workerProxy(demo, {
    open: (source, encodeBatch) => demo.call((api) => api.open(source, proxy(encodeBatch))),
    subscribe: (listener) => demo.call((api) => api.subscribe(proxy(listener))),
  });
  return {
    catalogue: calls,
    async start(embeddingsUrl, listener) {
      const [identity] = await Promise.all([encoder.describe(), calls.subscribe(listener)]);
      return calls.open({ encoder: identity, embeddingsUrl }, (photos) => encoder.encodeBatch(photos));
    },
    dispose() {
      demo.worker.terminate();
    },
  };
}

/**
 * Starts the workers at once; `open` loads the model and the catalogue.
 *
 * @param formers models that earlier releases shipped, newest first.
 */
export function startWorkers(options: EncoderOptions, formers: readonly FormerModels[] = []): Workers {
  const catalogue = startWorker<CatalogueApi>(
    new Worker(new URL('../workers/catalogue.worker.ts', import.meta.url), {
      type: 'module',
      name: 'catalogue',
    }),
    'catalogue',
  );
  const knn = startKnn();
  const calls = workerProxy(catalogue, {
    connectEncoder: (port) => catalogue.call((api) => api.connectEncoder(transfer(port, [port]))),
    connectEmbedder: (port) => catalogue.call((api) => api.connectEmbedder(transfer(port, [port]))),
    connectKnn: (ports) => catalogue.call((api) => api.connectKnn(transfer(ports, [...ports]))),
    switchEncoder: (encoder, port) =>
      catalogue.call((api) => api.switchEncoder(encoder, transfer(port, [port]))),
    embed: (encoder, port) => catalogue.call((api) => api.embed(encoder, transfer(port, [port]))),
    subscribe: (listener) => catalogue.call((api) => api.subscribe(proxy(listener))),
    async add({ photos, ...from }: Offer) {
      const offer = crypto.randomUUID();
      for (let at = 0; at < photos.length; at += PHOTOS_A_MESSAGE) {
        const part = photos.slice(at, at + PHOTOS_A_MESSAGE);
        await catalogue.call((api) => api.collect(offer, part));
      }
      return catalogue.call((api) => api.add(offer, from));
    },
  });
  const pool = new EncoderPool(options, calls, formers);
  return {
    encoder: workerProxy(pool, {
      load: () => pool.load(),
      describe: () => pool.describeAnswering(),
      connect: (port) => pool.call((api) => api.connect(transfer(port, [port]))),
    }),
    encoders: encoderCalls(catalogue, pool, formers),
    catalogue: calls,
    async open(listener, answering) {
      await Promise.all([pool.join(answering), joinKnn(knn, calls)]);
      await calls.subscribe((state) => {
        pool.follow(state.embedding);
        listener(state);
      });
      const identity = await pool.describeAnswering();
      // photos wait in the encoder until it is loaded; callers of `load` get its rejection
      void pool.load().catch(() => undefined);
      return calls.open(identity);
    },
    dispose() {
      pool.close();
      for (const { worker } of [catalogue, ...knn]) worker.terminate();
    },
  };
}
