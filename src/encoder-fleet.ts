/** Encoders that are wanted in; a worker for each, joined to the catalogue, replaced when it dies, ended when it is idle, out. */
import { transfer } from 'comlink';
import type {
  CatalogueApi,
  Device,
  EncoderApi,
  EncoderFacts,
  EncoderIdentity,
  EncoderOptions,
} from './contract';
import type { EmbeddingProgress } from './encoders-contract';
import { hasName } from './errors';
import { race, type Raced } from './raced-worker';

/** An encoder that dies more often than this within one page is not started again. */
const MAX_RESTARTS = 3;

/** An encoder that died and was opened again. */
export interface Reopened {
  readonly facts: EncoderFacts;
  /** What it ran on before; undefined where it died before it was loaded. */
  readonly before: Device | undefined;
}

/** Calls of the catalogue worker about encoders. */
type Catalogue = Raced<
  Pick<
    CatalogueApi,
    'connectEncoder' | 'loseEncoder' | 'connectEmbedder' | 'loseEmbedder' | 'switchEncoder' | 'embed'
  >
>;

function start(): Raced<EncoderApi> {
  return race(
    new Worker(new URL('./encoder.worker.ts', import.meta.url), { type: 'module', name: 'encoder' }),
    'encoder',
  );
}

/**
 * What a worker is started with that takes the place of one that died: at first the same, as a driver may have been
 * reset; then without the GPU; then with one thread, which takes the least memory, and that one tells what fails.
 */
function afterDeaths(options: EncoderOptions, deaths: number): EncoderOptions {
  return {
    ...options,
    ...(deaths > 1 ? { device: 'wasm' as const } : {}),
    ...(deaths > 2 ? { mostThreads: 1 } : {}),
    diesWithRuntime: deaths < MAX_RESTARTS,
  };
}

/** One encoder's worker, or the one that has taken its place. */
class Crew {
  readonly keptId: string | undefined;
  readonly #options: EncoderOptions;
  readonly #replaced: () => void;
  #raced: Raced<EncoderApi>;
  #deaths = 0;
  #facts: EncoderFacts | undefined;
  #loading: Promise<EncoderFacts> | undefined;

  /** @param replaced called when another worker has taken the place of one that died, and when none does any more. */
  constructor(options: EncoderOptions, replaced: () => void) {
    this.keptId = options.keptId;
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
  async call<T>(use: (api: Raced<EncoderApi>['api']) => Promise<T>): Promise<T> {
    for (;;) {
      const asked = this.#raced;
      try {
        return await asked.call(use(asked.api));
      } catch (error) {
        if (!hasName(error, 'WorkerDied') || asked === this.#raced) throw error;
      }
    }
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

  end(): void {
    this.#raced.worker.terminate();
  }

  async #load(): Promise<EncoderFacts> {
    this.#facts = await this.call((api) => api.load(afterDeaths(this.#options, this.#deaths)));
    return this.#facts;
  }

  #started(): Raced<EncoderApi> {
    const raced = start();
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

/** The encoder that answers, the one that embeds, which may be the same, and the last one that answered, to go back to. */
export class EncoderFleet {
  readonly #options: EncoderOptions;
  readonly #catalogue: Catalogue;
  readonly #listeners: ((reopened: Reopened) => void)[] = [];
  readonly #crews = new Set<Crew>();
  #answering: Crew;
  #embedding: Crew | undefined;
  #former: Crew | undefined;
  #isBeginning = false;
  /** Id of the job that was last seen under way. */
  #followed: string | undefined;

  /** @param options of the encoder that answers first. */
  constructor(options: EncoderOptions, catalogue: Catalogue) {
    this.#options = options;
    this.#catalogue = catalogue;
    this.#answering = this.#crew(options.keptId);
  }

  /** The encoder that answers. */
  get answering(): Pick<Crew, 'call' | 'load' | 'describe'> {
    return this.#answering;
  }

  /** Calls back whenever the one that answers has died and is loaded again. */
  onReopened(listener: (reopened: Reopened) => void): void {
    this.#listeners.push(listener);
  }

  /** From its card alone. */
  describe(keptId: string | undefined): Promise<EncoderIdentity> {
    return this.#answering.describe({ ...this.#options, keptId });
  }

  /** Lays the first line to the catalogue. */
  async join(): Promise<void> {
    const port = await this.#answering.line();
    await this.#catalogue.call(this.#catalogue.api.connectEncoder(transfer(port, [port])));
  }

  /** Has an encoder answer, at once for what is embedded; photos wait until it is loaded. */
  async switchTo(keptId: string | undefined): Promise<void> {
    const crew = this.#crewFor(keptId);
    const identity = await crew.describe();
    // photos wait in the encoder for this; whoever needs the outcome calls `load` and gets it
    void crew.load().catch(() => undefined);
    const port = await crew.line();
    if (crew !== this.#answering) this.#former = this.#answering;
    this.#answering = crew;
    this.#retire();
    await this.#catalogue.call(this.#catalogue.api.switchEncoder(identity, transfer(port, [port])));
  }

  /** Has an encoder embed the products that it has not embedded yet. */
  async embed(keptId: string | undefined): Promise<void> {
    const crew = this.#crewFor(keptId);
    const identity = await crew.describe();
    void crew.load().catch(() => undefined);
    const port = await crew.line();
    this.#embedding = crew;
    this.#retire();
    await this.#catalogue.call(this.#catalogue.api.embed({ ...identity, keptId }, transfer(port, [port])));
  }

  /** Starts the encoder of a job that an earlier session left, or that was lost, unless it is there. */
  async takeUpEmbedding(keptId: string | undefined): Promise<void> {
    if (this.#embedding && !this.#embedding.isLost) return;
    const crew = this.#crewFor(keptId);
    this.#embedding = crew;
    void crew.load().catch(() => undefined);
    await this.#connectEmbedder(crew);
  }

  /** A job that embeds has its encoder's worker for as long as it needs one. To be told of every state. */
  follow(embedding: EmbeddingProgress | undefined): void {
    // what is told by now may be of the job before
    if (this.#isBeginning) return;
    const state = embedding?.state;
    const hasEnded = state === undefined || state === 'done' || state === 'cancelled';
    if (!hasEnded) {
      this.#followed = embedding?.id;
      // its death, and what it cannot load, are told by the job
      if (state === 'running' && !this.#embedding)
        this.takeUpEmbedding(embedding?.encoder.keptId).catch(() => undefined);
    } else if (this.#followed !== undefined) {
      this.#followed = undefined;
      this.#embedding = undefined;
      this.#retire();
    }
  }

  end(): void {
    for (const crew of this.#crews) crew.end();
  }

  #crew(keptId: string | undefined): Crew {
    const crew = new Crew({ ...this.#options, keptId }, () => {
      this.#rejoin(crew).catch(() => {
        // the new one's death has its own event; a call that waits for it is told by `call`
      });
    });
    this.#crews.add(crew);
    return crew;
  }

  #crewFor(keptId: string | undefined): Crew {
    const there = [...this.#crews].find((crew) => crew.keptId === keptId && !crew.isLost);
    return there ?? this.#crew(keptId);
  }

  /** Ends the workers that nobody uses. */
  #retire(): void {
    for (const crew of this.#crews) {
      if (crew === this.#answering || crew === this.#embedding || crew === this.#former) continue;
      crew.end();
      this.#crews.delete(crew);
    }
  }

  async #rejoin(crew: Crew): Promise<void> {
    if (crew !== this.#answering && crew !== this.#embedding) {
      if (crew === this.#former) this.#former = undefined;
      this.#retire();
      return;
    }
    const { api, call } = this.#catalogue;
    const before = crew.device;
    if (crew.isLost) {
      if (crew === this.#answering) await call(api.loseEncoder());
      if (crew === this.#embedding) await call(api.loseEmbedder());
      return;
    }
    const loaded = crew.load();
    loaded.catch(() => undefined);
    if (crew === this.#answering) {
      const port = await crew.line();
      if (crew === this.#answering) await call(api.connectEncoder(transfer(port, [port])));
    }
    if (crew === this.#embedding) await this.#connectEmbedder(crew);
    const facts = await loaded;
    for (const listener of this.#listeners) listener({ facts, before });
  }

  async #connectEmbedder(crew: Crew): Promise<void> {
    const port = await crew.line();
    if (crew !== this.#embedding) return;
    await this.#catalogue.call(this.#catalogue.api.connectEmbedder(transfer(port, [port])));
  }
}
