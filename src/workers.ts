/** Options for the encoder in; the workers, started, joined to each other and wrapped, out. */
import { proxy, transfer, transferHandlers, wrap, type Remote } from 'comlink';
import type {
  CatalogueApi,
  CatalogueState,
  EncoderApi,
  EncoderFacts,
  EncoderOptions,
  FocusView,
  KnnApi,
  Offer,
} from './contract';
import { LookalikeError } from './errors';
import { SIGNAL_TRANSFER, signalTransfer } from './signal-transfer';

transferHandlers.set(SIGNAL_TRANSFER, signalTransfer);

/** What the page uses of the workers. */
export interface Workers {
  readonly encoder: {
    encode: EncoderApi['encode'];
    /** Resolves when the model is loaded; the same promise at every call. */
    load(): Promise<EncoderFacts>;
  };
  readonly catalogue: Omit<
    CatalogueApi,
    'connectEncoder' | 'loseEncoder' | 'connectKnn' | 'open' | 'subscribe' | 'collect' | 'add'
  > & {
    /** As `CatalogueApi.add`, with the list sent in parts. */
    add(offer: Offer): Promise<string>;
  };
  /** Opens the stored catalogue for the encoder, which loads meanwhile. Rejects with a `LookalikeError` name. */
  open(listener: (state: CatalogueState) => void): Promise<CatalogueState>;
  /** Ends all workers; what has not been committed is lost. */
  dispose(): void;
}

/** A worker whose calls reject when it dies: comlink itself would wait for ever. */
interface Raced<Api> {
  readonly api: Remote<Api>;
  readonly worker: Worker;
  call<T>(answer: Promise<T>): Promise<T>;
  /** Calls back once, when the worker dies. */
  onDeath(listener: () => void): void;
}

function race<Api>(worker: Worker, name: string): Raced<Api> {
  const listeners: (() => void)[] = [];
  const death = new Promise<never>((_, reject) => {
    const die = (reason: string) => {
      reject(new LookalikeError('WorkerDied', `the ${name} worker died: ${reason}`));
      for (const listener of listeners.splice(0)) listener();
    };
    worker.addEventListener('error', (event) => {
      die(event.message || 'it could not start');
    });
    worker.addEventListener('messageerror', () => {
      die('a message could not be read');
    });
  });
  // nobody may be waiting when it dies
  death.catch(() => undefined);
  return {
    api: wrap<Api>(worker),
    worker,
    call: (answer) => Promise.race([answer, death]),
    onDeath: (listener) => listeners.push(listener),
  };
}

function startEncoder(): Raced<EncoderApi> {
  return race(
    new Worker(new URL('./encoder.worker.ts', import.meta.url), { type: 'module', name: 'encoder' }),
    'encoder',
  );
}

/** Files that cross to the catalogue at once: about a millisecond's work for the page. */
const PHOTOS_A_MESSAGE = 100;

/** An encoder that dies more often than this within one page is not started again. */
const MAX_RESTARTS = 3;

/** More threads than this find nothing faster: memory is read no quicker by them. */
const MOST_KNN_THREADS = 8;

/** One a core. */
function knnThreads(): number {
  return Math.max(1, Math.min(MOST_KNN_THREADS, navigator.hardwareConcurrency));
}

/** Starts the workers at once; loads happen in `open`. */
export function startWorkers(options: EncoderOptions): Workers {
  const catalogue = race<CatalogueApi>(
    new Worker(new URL('./catalogue.worker.ts', import.meta.url), { type: 'module', name: 'catalogue' }),
    'catalogue',
  );
  const knn = Array.from({ length: knnThreads() }, (_, i) =>
    race<KnnApi>(
      new Worker(new URL('./knn.worker.ts', import.meta.url), { type: 'module', name: `knn ${i}` }),
      'kNN',
    ),
  );
  let encoder = startEncoder();
  let restarts = 0;

  async function joinEncoder(): Promise<void> {
    const { port1, port2 } = new MessageChannel();
    await Promise.all([
      encoder.call(encoder.api.connect(transfer(port1, [port1]))),
      catalogue.call(catalogue.api.connectEncoder(transfer(port2, [port2]))),
    ]);
  }

  async function joinKnn(): Promise<void> {
    const channels = knn.map(() => new MessageChannel());
    const ports = channels.map(({ port2 }) => port2);
    await Promise.all([
      ...knn.map(async (thread, i) => {
        const port = channels[i]?.port1;
        if (port) await thread.call(thread.api.connect(transfer(port, [port])));
      }),
      catalogue.call(catalogue.api.connectKnn(transfer(ports, ports))),
    ]);
  }

  /** A new encoder takes the place of a dead one; the job that was running goes on from its checkpoint. */
  async function replaceEncoder(): Promise<void> {
    if (restarts >= MAX_RESTARTS) return catalogue.call(catalogue.api.loseEncoder());
    restarts += 1;
    encoder.worker.terminate();
    encoder = startEncoder();
    watch();
    void encoder.api.load(options).catch(() => undefined);
    await joinEncoder();
  }

  function watch(): void {
    encoder.onDeath(() => {
      replaceEncoder().catch(() => {
        // the new one's death has its own event; a call that waits for it is told by `call`
      });
    });
  }
  watch();

  const remote = catalogue.api;
  return {
    encoder: {
      load: () => encoder.call(encoder.api.load(options)),
      encode: (photo, callOptions = {}) => encoder.call(encoder.api.encode(photo, callOptions)),
    },
    catalogue: {
      async add({ photos, ...from }) {
        const offer = crypto.randomUUID();
        for (let at = 0; at < photos.length; at += PHOTOS_A_MESSAGE) {
          await catalogue.call(remote.collect(offer, photos.slice(at, at + PHOTOS_A_MESSAGE)));
        }
        return catalogue.call(remote.add(offer, from));
      },
      pause: () => catalogue.call(remote.pause()),
      resume: () => catalogue.call(remote.resume()),
      cancel: () => catalogue.call(remote.cancel()),
      dismissJob: () => catalogue.call(remote.dismissJob()),
      reembed: () => catalogue.call(remote.reembed()),
      skipped: () => catalogue.call(remote.skipped()),
      vanished: () => catalogue.call(remote.vanished()),
      remove: (ids) => catalogue.call(remote.remove(ids)),
      clear: () => catalogue.call(remote.clear()),
      list: (start, count) => catalogue.call(remote.list(start, count)),
      thumbnail: (id) => catalogue.call(remote.thumbnail(id)),
      view: (id) => catalogue.call<FocusView>(remote.view(id)),
      search: (embedding, k, callOptions = {}) => catalogue.call(remote.search(embedding, k, callOptions)),
      lookalikes: (id, k, callOptions = {}) => catalogue.call(remote.lookalikes(id, k, callOptions)),
    },
    async open(listener) {
      await Promise.all([joinEncoder(), joinKnn()]);
      await catalogue.call(remote.subscribe(proxy(listener)));
      const identity = await encoder.call(encoder.api.describe(options));
      // photos wait in the encoder for this; whoever needs the outcome calls `load` and gets it
      void encoder.api.load(options).catch(() => undefined);
      return catalogue.call(remote.open(identity));
    },
    dispose() {
      for (const { worker } of [encoder, catalogue, ...knn]) worker.terminate();
    },
  };
}
