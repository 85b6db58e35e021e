/** Keeps one encoder's worker, and starts another in its place when it dies. */
import { transfer } from 'comlink';
import type {
  Device,
  EncoderApi,
  EncoderFacts,
  EncoderIdentity,
  EncoderOptions,
} from '../../contract/encoder';
import { hasName } from '../../shared/errors';
import { withCurrent } from '../../shared/with-current';
import { startWorker, type WorkerHandle } from '../link/worker-handle';
import type { Promised, Reach } from '../link/worker-proxy';
import { watchdog } from '../link/watchdog';

/** An encoder that dies more often than this within one page is not started again. */
const MAX_RESTARTS = 3;
/** A quarter of a batch. */
const FEW_PHOTOS = 4;
/** Seconds for which a worker may keep its thread; each that takes another's place has twice as many. */
const PATIENCE = 15;

function startEncoder(): WorkerHandle<EncoderApi> {
  return startWorker(
    new Worker(new URL('../../workers/encoder.worker.ts', import.meta.url), {
      type: 'module',
      name: 'encoder',
    }),
    'encoder',
  );
}

/**
 * What a worker is started with that takes the place of one that died: at first the same, as a driver may have been
 * reset, but with fewer photos at once, as memory may have run out; then without the GPU, photo by photo; then with one
 * thread, which takes the least memory, and that one tells what fails.
 */
function afterDeaths(options: EncoderOptions, deaths: number): EncoderOptions {
  return {
    ...options,
    ...(deaths > 0 ? { mostPhotos: deaths > 1 ? 1 : FEW_PHOTOS } : {}),
    ...(deaths > 1 ? { device: 'wasm' as const } : {}),
    ...(deaths > 2 ? { mostThreads: 1 } : {}),
    diesWithRuntime: deaths < MAX_RESTARTS,
  };
}

/** One encoder's worker, or the one that has taken its place. */
export class SupervisedEncoder implements Reach<Promised<EncoderApi>> {
  /** Of its encoder. */
  readonly id: string | undefined;
  readonly #options: EncoderOptions;
  readonly #replaced: () => void;
  #current: WorkerHandle<EncoderApi>;
  #deaths = 0;
  #facts: EncoderFacts | undefined;
  #loading: Promise<EncoderFacts> | undefined;

  /**
   * @param replaced called when another worker has taken the place of one that died, and when none does any more.
   * @param id of the encoder that is loaded with these options.
   */
  constructor(options: EncoderOptions, replaced: () => void, id = options.keptId) {
    this.id = id;
    this.#options = options;
    this.#replaced = replaced;
    this.#current = this.#started();
  }

  get isLost(): boolean {
    return this.#deaths > MAX_RESTARTS;
  }

  /** What it was last known to run on. */
  get device(): Device | undefined {
    return this.#facts?.device;
  }

  /** Asks the worker, and once more the one that takes its place where it dies meanwhile. */
  call<T>(use: (api: Promised<EncoderApi>) => Promise<T>): Promise<T> {
    return withCurrent(
      () => this.#current,
      (asked) => asked.call(use),
      (error) => hasName(error, 'WorkerDied'),
    );
  }

  /** The same promise at every call, until the worker has died or could not load. */
  load(): Promise<EncoderFacts> {
    if (this.#loading) return this.#loading;
    const loading = this.#load();
    this.#loading = loading;
    loading.catch(() => {
      if (this.#loading === loading) this.#loading = undefined;
    });
    return loading;
  }

  describe(options: EncoderOptions = this.#options): Promise<EncoderIdentity> {
    return this.call((api) => api.describe(options));
  }

  /** Opens a port to this worker for another one. */
  openPort(): Promise<MessagePort> {
    return this.call(async (api) => {
      const { port1, port2 } = new MessageChannel();
      await api.connect(transfer(port1, [port1]));
      return port2;
    });
  }

  /** Closes its worker: calls under way reject with `AbortError`. */
  close(): void {
    this.#current.close();
  }

  async #load(): Promise<EncoderFacts> {
    this.#facts = await this.call((api) => api.load(afterDeaths(this.#options, this.#deaths)));
    return this.#facts;
  }

  #started(): WorkerHandle<EncoderApi> {
    const started = startEncoder();
    // the last one may take all the time that it needs
    if (this.#deaths < MAX_RESTARTS) watchdog(started, PATIENCE * 2 ** this.#deaths);
    started.onDeath(() => {
      started.worker.terminate();
      this.#deaths += 1;
      this.#loading = undefined;
      if (!this.isLost) this.#current = this.#started();
      this.#replaced();
    });
    return started;
  }
}
