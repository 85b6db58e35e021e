/** What an encoder is loaded with in; its worker, replaced when it dies, until it is ended, out. */
import { transfer } from 'comlink';
import type {
  Device,
  EncoderApi,
  EncoderFacts,
  EncoderIdentity,
  EncoderOptions,
} from '../../contract/catalogue';
import { hasName } from '../../shared/errors';
import { withCurrent } from '../../shared/with-current';
import { race, type Raced } from '../link/worker-handle';
import { watch } from '../link/watchdog';

/** An encoder that dies more often than this within one page is not started again. */
const MAX_RESTARTS = 3;
/** A quarter of a batch. */
const FEW_PHOTOS = 4;
/** Seconds for which a worker may keep its thread; each that takes another's place has twice as many. */
const PATIENCE = 15;

function start(): Raced<EncoderApi> {
  return race(
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
export class Crew {
  /** Of its encoder. */
  readonly id: string | undefined;
  readonly #options: EncoderOptions;
  readonly #replaced: () => void;
  #raced: Raced<EncoderApi>;
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
    this.#raced = this.#started();
  }

  get isLost(): boolean {
    return this.#deaths > MAX_RESTARTS;
  }

  /** What it was last known to run on. */
  get device(): Device | undefined {
    return this.#facts?.device;
  }

  /** Asks the worker, and once more the one that takes its place where it dies meanwhile. */
  call<T>(use: (api: Raced<EncoderApi>['api']) => Promise<T>): Promise<T> {
    return withCurrent(
      () => this.#raced,
      (asked) => asked.call(use(asked.api)),
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

  /** A line for another worker to this one. */
  line(): Promise<MessagePort> {
    return this.call(async (api) => {
      const { port1, port2 } = new MessageChannel();
      await api.connect(transfer(port1, [port1]));
      return port2;
    });
  }

  /** Ends its worker: whoever waits for an answer gets `AbortError`. */
  end(): void {
    this.#raced.end();
  }

  async #load(): Promise<EncoderFacts> {
    this.#facts = await this.call((api) => api.load(afterDeaths(this.#options, this.#deaths)));
    return this.#facts;
  }

  #started(): Raced<EncoderApi> {
    const raced = start();
    // the last one may take all the time that it needs
    if (this.#deaths < MAX_RESTARTS) watch(raced, (api) => api.ping(), PATIENCE * 2 ** this.#deaths);
    raced.onDeath(() => {
      raced.worker.terminate();
      this.#deaths += 1;
      this.#loading = undefined;
      if (!this.isLost) this.#raced = this.#started();
      this.#replaced();
    });
    return raced;
  }
}
