/** Encoders that are wanted in; a worker for each, joined to the catalogue, replaced when it dies, ended when it is idle, out. */
import { transfer } from 'comlink';
import type {
  CallOptions,
  CatalogueApi,
  Device,
  Encoded,
  EncoderApi,
  EncoderFacts,
  EncoderIdentity,
  EncoderOptions,
} from '../../contract/catalogue';
import type { EmbeddingProgress } from '../../contract/encoders';
import { Crew } from './supervised-encoder';
import { isAbort, LookalikeError, throwIfAborted } from '../../shared/errors';
import { withCurrent } from '../../shared/with-current';
import { isFormer, optionsOf, presentId, type FormerModels } from './former-models';
import type { Raced } from '../link/worker-handle';

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

/** The encoder that answers, the one that embeds, which may be the same, and the last one that answered, to go back to. */
export class EncoderFleet {
  readonly #options: EncoderOptions;
  readonly #catalogue: Catalogue;
  readonly #formers: readonly FormerModels[];
  readonly #listeners: ((reopened: Reopened) => void)[] = [];
  readonly #crews = new Set<Crew>();
  #answering: Crew;
  #embedding: Crew | undefined;
  #former: Crew | undefined;
  /** Has embedded everything and is about to answer in place of its former self: its first query finds it open. */
  #successor: Crew | undefined;
  /** Those that somebody has see a photo, or waits for, as often as that is so. */
  readonly #visited: Crew[] = [];
  /** How often another encoder was asked for. */
  #switches = 0;
  /** Id of the job that was last seen under way. */
  #followed: string | undefined;

  /**
   * @param options of the encoder that answers first.
   * @param formers models of earlier releases, by which an id may name an encoder.
   */
  constructor(options: EncoderOptions, catalogue: Catalogue, formers: readonly FormerModels[] = []) {
    this.#options = options;
    this.#catalogue = catalogue;
    this.#formers = formers;
    this.#answering = this.#crew(options.keptId);
  }

  /** Asks the encoder that answers; where it is ended meanwhile, the one that answers then. */
  ask<T>(use: (api: Raced<EncoderApi>['api']) => Promise<T>): Promise<T> {
    return this.#ofAnswering((crew) => crew.call(use));
  }

  /** Of the encoder that answers, see `EncoderApi.load`. */
  load(): Promise<EncoderFacts> {
    return this.#ofAnswering((crew) => crew.load());
  }

  /** Calls back whenever the one that answers has died and is loaded again. */
  onReopened(listener: (reopened: Reopened) => void): void {
    this.#listeners.push(listener);
  }

  /** Of the encoder that answers, from its card alone. */
  describeAnswering(): Promise<EncoderIdentity> {
    return this.#ofAnswering((crew) => crew.describe());
  }

  /** From its card alone. */
  describe(keptId: string | undefined): Promise<EncoderIdentity> {
    return this.#ofAnswering((crew) => crew.describe(this.#optionsOf(keptId)));
  }

  /**
   * Lays the first line to the catalogue.
   *
   * @param id of the encoder that answers first, where it is another than it was made for.
   */
  async join(id = this.#answering.id): Promise<void> {
    this.#answering = this.#crewFor(id);
    const port = await this.#answering.line();
    await this.#catalogue.call(this.#catalogue.api.connectEncoder(transfer(port, [port])));
  }

  /**
   * One photo by an encoder, whoever answers, as a query; a worker that nobody else needs ends with the call.
   * Rejects as `EncoderApi.load` and `EncoderApi.encode`.
   */
  async encodeBy(keptId: string | undefined, photo: Blob, { signal }: CallOptions = {}): Promise<Encoded> {
    return this.#visiting(this.#crewFor(keptId), async (crew) => {
      await crew.load();
      throwIfAborted(signal);
      return crew.call((api) => api.encode(photo, signal ? { signal } : {}));
    });
  }

  /**
   * Has an encoder answer, at once for what is embedded; photos wait until it is loaded. Of several asked for at once the
   * last one answers, whichever opens first; the others reject with `AbortError`.
   */
  switchTo(keptId: string | undefined): Promise<void> {
    this.#switches += 1;
    const turn = this.#switches;
    return this.#visiting(this.#crewFor(keptId), async (crew) => {
      const identity = await crew.describe();
      // photos wait in the encoder for this; whoever needs the outcome calls `load` and gets it
      void crew.load().catch(() => undefined);
      const port = await crew.line();
      if (turn !== this.#switches) {
        port.close();
        throw new LookalikeError('AbortError', 'another encoder was asked for before this one was there');
      }
      if (crew !== this.#answering) this.#former = this.#answering;
      this.#answering = crew;
      if (crew === this.#successor) this.#successor = undefined;
      this.#retire();
      await this.#catalogue.call(this.#catalogue.api.switchEncoder(identity, transfer(port, [port])));
    });
  }

  /** Has an encoder embed the products that it has not embedded yet. */
  async embed(keptId: string | undefined): Promise<void> {
    await this.#visiting(this.#crewFor(keptId), async (crew) => {
      const identity = await crew.describe();
      void crew.load().catch(() => undefined);
      const port = await crew.line();
      this.#embedding = crew;
      this.#successor = undefined;
      this.#retire();
      await this.#catalogue.call(this.#catalogue.api.embed({ ...identity, keptId }, transfer(port, [port])));
    });
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
    const state = embedding?.state;
    const hasEnded = state === undefined || state === 'done' || state === 'cancelled';
    if (!hasEnded) {
      this.#followed = embedding?.id;
      // its death, and what it cannot load, are told by the job
      if (state === 'running' && !this.#embedding)
        this.takeUpEmbedding(embedding?.encoder.keptId).catch(() => undefined);
    } else if (this.#followed !== undefined) {
      this.#followed = undefined;
      this.#successor = this.#takesOver(embedding) ? this.#embedding : undefined;
      this.#embedding = undefined;
      this.#retire();
    }
  }

  /** Ends the worker of an encoder that is not to be gone back to. */
  forget(id: string): void {
    if (this.#former?.id === id) this.#former = undefined;
    this.#retire();
  }

  end(): void {
    for (const crew of this.#crews) crew.end();
  }

  #ofAnswering<T>(use: (crew: Crew) => Promise<T>): Promise<T> {
    return withCurrent(() => this.#answering, use, isAbort);
  }

  /** No crew ends while somebody uses it; the one that nobody needs afterwards does then. */
  async #visiting<T>(crew: Crew, use: (crew: Crew) => Promise<T>): Promise<T> {
    this.#visited.push(crew);
    try {
      return await use(crew);
    } finally {
      this.#visited.splice(this.#visited.indexOf(crew), 1);
      this.#retire();
    }
  }

  #crew(keptId: string | undefined): Crew {
    const replaced = () => {
      this.#rejoin(crew).catch(() => {
        // the new one's death has its own event; a call that waits for it is told by `call`
      });
    };
    const crew: Crew = new Crew(this.#optionsOf(keptId), replaced, keptId);
    this.#crews.add(crew);
    return crew;
  }

  #crewFor(keptId: string | undefined): Crew {
    const there = [...this.#crews].find((crew) => crew.id === keptId && !crew.isLost);
    return there ?? this.#crew(keptId);
  }

  #optionsOf(id: string | undefined): EncoderOptions {
    return optionsOf(id, this.#options, this.#formers);
  }

  /** Whether a job has ended with everything embedded by the encoder whose former self answers. */
  #takesOver(embedding: EmbeddingProgress | undefined): boolean {
    if (embedding?.state !== 'done' || embedding.skipped > 0) return false;
    const { id } = this.#answering;
    return isFormer(id) && presentId(id) === embedding.encoder.keptId;
  }

  /** Ends the workers that nobody uses. */
  #retire(): void {
    for (const crew of this.#crews) {
      const isNeeded = [
        this.#answering,
        this.#embedding,
        this.#former,
        this.#successor,
        ...this.#visited,
      ].includes(crew);
      if (isNeeded) continue;
      crew.end();
      this.#crews.delete(crew);
    }
  }

  async #rejoin(crew: Crew): Promise<void> {
    if (crew !== this.#answering && crew !== this.#embedding) {
      if (crew === this.#former) this.#former = undefined;
      if (crew === this.#successor) this.#successor = undefined;
      // whoever has it see a photo asks the new one, and is told what fails
      if (this.#visited.includes(crew)) crew.load().catch(() => undefined);
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
