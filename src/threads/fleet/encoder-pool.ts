/** Keeps a worker per encoder with a role or a call in flight, and connects roles to the catalogue. */
import type { CallOptions } from '../../contract/call';
import type { CatalogueApi } from '../../contract/catalogue';
import type {
  Device,
  EncoderApi,
  EncoderFacts,
  EncoderIdentity,
  EncoderOptions,
} from '../../contract/encoder';
import type { Encoded } from '../../contract/photo';
import type { EmbeddingProgress } from '../../contract/encoders';
import { isAbort, LookalikeError, throwIfAborted } from '../../shared/errors';
import { withCurrent } from '../../shared/with-current';
import type { Promised, Reach } from '../link/worker-proxy';
import { isFormer, optionsOf, presentId, type FormerModels } from './former-models';
import { SupervisedEncoder } from './supervised-encoder';

/** An encoder whose worker died and was replaced. */
export interface Reopened {
  readonly facts: EncoderFacts;
  /** The device before; undefined if the worker died before it was loaded. */
  readonly before: Device | undefined;
}

/** The catalogue worker's calls about encoders; ports are transferred. */
type CatalogueCalls = Promised<
  Pick<
    CatalogueApi,
    'connectEncoder' | 'loseEncoder' | 'connectEmbedder' | 'loseEmbedder' | 'switchEncoder' | 'embed'
  >
>;

/**
 * Why an encoder's worker stays open. `answers`: it answers queries. `embeds`: it runs the background embedding job.
 * `former`: the user may switch back to it at once. `successor`: it has embedded everything and is about to replace its
 * version of an earlier release, so that its first query finds it open. One worker may have several roles.
 */
type Role = 'answers' | 'embeds' | 'former' | 'successor';

/** The catalogue's calls that connect a role's worker, and report it as lost. Other roles have no port to it. */
const JOINED = {
  answers: { connect: 'connectEncoder', lose: 'loseEncoder' },
  embeds: { connect: 'connectEmbedder', lose: 'loseEmbedder' },
} as const;
type JoinedRole = keyof typeof JOINED;
const JOINED_ROLES: readonly JoinedRole[] = ['answers', 'embeds'];

/** Holds the workers of all encoders in use. `call` goes to the encoder that answers. */
export class EncoderPool implements Reach<Promised<EncoderApi>> {
  readonly #options: EncoderOptions;
  readonly #catalogue: CatalogueCalls;
  readonly #formers: readonly FormerModels[];
  readonly #listeners: ((reopened: Reopened) => void)[] = [];
  readonly #encoders = new Set<SupervisedEncoder>();
  readonly #roles = new Map<Role, SupervisedEncoder>();
  /** Encoders with calls in flight, one entry per call (a reference count): none of them may be closed. */
  readonly #inUse: SupervisedEncoder[] = [];
  /** Count of `switchTo` calls, by which an outdated switch recognises itself. */
  #switches = 0;
  /** Id of the embedding job that `follow` last saw unfinished. */
  #followed: string | undefined;

  /**
   * @param options of the encoder that answers first.
   * @param formers models of earlier releases, which ids may refer to.
   */
  constructor(options: EncoderOptions, catalogue: CatalogueCalls, formers: readonly FormerModels[] = []) {
    this.#options = options;
    this.#catalogue = catalogue;
    this.#formers = formers;
    this.#roles.set('answers', this.#start(options.keptId));
  }

  /** Calls the encoder that answers. If it is closed meanwhile, calls the one that answers then. */
  async call<T>(use: (api: Promised<EncoderApi>) => Promise<T>): Promise<T> {
    return this.#byAnswering((encoder) => encoder.call(use));
  }

  /** Loads the encoder that answers, see `EncoderApi.load`. */
  load(): Promise<EncoderFacts> {
    return this.#byAnswering((encoder) => encoder.load());
  }

  /** Calls back whenever an encoder with a port to the catalogue has died and is loaded again. */
  onReopened(listener: (reopened: Reopened) => void): void {
    this.#listeners.push(listener);
  }

  /** Describes the encoder that answers from its card, without loading it. */
  describeAnswering(): Promise<EncoderIdentity> {
    return this.#byAnswering((encoder) => encoder.describe());
  }

  /** Describes an encoder from its card, without loading it. */
  describe(keptId: string | undefined): Promise<EncoderIdentity> {
    return this.#byAnswering((encoder) => encoder.describe(this.#optionsOf(keptId)));
  }

  /**
   * Connects the encoder that answers first to the catalogue.
   *
   * @param id of that encoder; by default the one that the pool was made for.
   */
  async join(id = this.#answering.id): Promise<void> {
    const first = this.#encoderOf(id);
    this.#roles.set('answers', first);
    // calls in flight to a closed worker are repeated with the encoder that answers now
    this.#closeUnused();
    await this.#connect('answers', first);
  }

  /**
   * Encodes one photo as a query, by any encoder. A worker without a role is closed after the call.
   * Rejects as `EncoderApi.load` and `EncoderApi.encode`.
   */
  async encodeBy(keptId: string | undefined, photo: Blob, { signal }: CallOptions = {}): Promise<Encoded> {
    return this.#using(this.#encoderOf(keptId), async (encoder) => {
      await encoder.load();
      throwIfAborted(signal);
      return encoder.call((api) => api.encode(photo, signal ? { signal } : {}));
    });
  }

  /**
   * Switches the answering encoder. Embedded products are searchable at once; photos wait until the model is loaded. Of
   * overlapping calls the last one wins, in whatever order the encoders open. The others reject with `AbortError`.
   */
  switchTo(keptId: string | undefined): Promise<void> {
    this.#switches += 1;
    const turn = this.#switches;
    return this.#using(this.#encoderOf(keptId), async (encoder) => {
      const identity = await encoder.describe();
      this.#beginLoad(encoder);
      const port = await encoder.openPort();
      if (turn !== this.#switches) {
        port.close();
        throw new LookalikeError('AbortError', 'another encoder was asked for before this one was there');
      }
      if (encoder !== this.#answering) this.#roles.set('former', this.#answering);
      this.#roles.set('answers', encoder);
      if (this.#roles.get('successor') === encoder) this.#roles.delete('successor');
      this.#closeUnused();
      await this.#catalogue.switchEncoder(identity, port);
    });
  }

  /** Starts a job by which an encoder embeds the products that it has not embedded yet. */
  async embed(keptId: string | undefined): Promise<void> {
    await this.#using(this.#encoderOf(keptId), async (encoder) => {
      const identity = await encoder.describe();
      this.#beginLoad(encoder);
      const port = await encoder.openPort();
      this.#roles.set('embeds', encoder);
      this.#roles.delete('successor');
      this.#closeUnused();
      await this.#catalogue.embed({ ...identity, keptId }, port);
    });
  }

  /** Starts the encoder of an embedding job that an earlier session left, or whose worker was lost. */
  async takeUpEmbedding(keptId: string | undefined): Promise<void> {
    const embedding = this.#roles.get('embeds');
    if (embedding && !embedding.isLost) return;
    const encoder = this.#encoderOf(keptId);
    this.#roles.set('embeds', encoder);
    this.#beginLoad(encoder);
    await this.#connect('embeds', encoder);
  }

  /** Keeps the worker of an embedding job open until the job ends. To be called with every state. */
  follow(embedding: EmbeddingProgress | undefined): void {
    const state = embedding?.state;
    const hasEnded = state === undefined || state === 'done' || state === 'cancelled';
    if (!hasEnded) {
      this.#followed = embedding?.id;
      // the job's state already reports a dead worker or a failed load: nothing to report here
      if (state === 'running' && !this.#roles.has('embeds'))
        this.takeUpEmbedding(embedding?.encoder.keptId).catch(() => undefined);
    } else if (this.#followed !== undefined) {
      this.#followed = undefined;
      const encoder = this.#roles.get('embeds');
      if (encoder && this.#takesOver(embedding)) this.#roles.set('successor', encoder);
      this.#release('embeds');
    }
  }

  /** Closes the worker of a former encoder that the user will not switch back to. */
  forget(id: string): void {
    if (this.#roles.get('former')?.id === id) this.#release('former');
  }

  /** Closes every worker. */
  close(): void {
    for (const encoder of this.#encoders) encoder.close();
  }

  get #answering(): SupervisedEncoder {
    const answering = this.#roles.get('answers');
    if (!answering) throw new Error('no encoder answers, expected one from the start');
    return answering;
  }

  #byAnswering<T>(use: (encoder: SupervisedEncoder) => Promise<T>): Promise<T> {
    return withCurrent(() => this.#answering, use, isAbort);
  }

  /** Whether a finished job has embedded everything by the newer version of the encoder that answers. */
  #takesOver(embedding: EmbeddingProgress | undefined): boolean {
    if (embedding?.state !== 'done' || embedding.skipped > 0) return false;
    const { id } = this.#answering;
    return isFormer(id) && presentId(id) === embedding.encoder.keptId;
  }

  /** Keeps an encoder open during a call, and closes it afterwards unless a role or another call needs it. */
  async #using<T>(encoder: SupervisedEncoder, use: (encoder: SupervisedEncoder) => Promise<T>): Promise<T> {
    this.#inUse.push(encoder);
    try {
      return await use(encoder);
    } finally {
      this.#inUse.splice(this.#inUse.indexOf(encoder), 1);
      this.#closeUnused();
    }
  }

  #start(keptId: string | undefined): SupervisedEncoder {
    const replaced = () => {
      this.#rejoin(encoder).catch(() => {
        // callers of `load` get its rejection, and the next death calls this again: nothing to report here
      });
    };
    const encoder: SupervisedEncoder = new SupervisedEncoder(this.#optionsOf(keptId), replaced, keptId);
    this.#encoders.add(encoder);
    return encoder;
  }

  #encoderOf(keptId: string | undefined): SupervisedEncoder {
    const there = [...this.#encoders].find((encoder) => encoder.id === keptId && !encoder.isLost);
    return there ?? this.#start(keptId);
  }

  #optionsOf(id: string | undefined): EncoderOptions {
    return optionsOf(id, this.#options, this.#formers);
  }

  /** Starts to load; photos wait in the encoder until then. Callers of `load` get its rejection. */
  #beginLoad(encoder: SupervisedEncoder): void {
    encoder.load().catch(() => undefined);
  }

  #release(role: Role): void {
    this.#roles.delete(role);
    this.#closeUnused();
  }

  /** Closes the workers that have no role and no call in flight. */
  #closeUnused(): void {
    const used = new Set([...this.#roles.values(), ...this.#inUse]);
    for (const encoder of this.#encoders) {
      if (used.has(encoder)) continue;
      encoder.close();
      this.#encoders.delete(encoder);
    }
  }

  /** Connects the worker that replaces a dead one to the catalogue, or reports the encoder as lost. */
  async #rejoin(encoder: SupervisedEncoder): Promise<void> {
    const hasRole = (role: Role) => this.#roles.get(role) === encoder;
    if (!JOINED_ROLES.some(hasRole)) {
      for (const role of ['former', 'successor'] as const) if (hasRole(role)) this.#roles.delete(role);
      // calls in flight repeat with the new worker and get its errors
      if (this.#inUse.includes(encoder)) this.#beginLoad(encoder);
      this.#closeUnused();
      return;
    }
    const before = encoder.device;
    if (encoder.isLost) {
      for (const role of JOINED_ROLES) if (hasRole(role)) await this.#catalogue[JOINED[role].lose]();
      return;
    }
    const loaded = encoder.load();
    loaded.catch(() => undefined);
    for (const role of JOINED_ROLES) if (hasRole(role)) await this.#connect(role, encoder);
    const facts = await loaded;
    for (const listener of this.#listeners) listener({ facts, before });
  }

  /** Connects a role's worker to the catalogue, unless another encoder has the role by then. */
  async #connect(role: JoinedRole, encoder: SupervisedEncoder): Promise<void> {
    const port = await encoder.openPort();
    if (this.#roles.get(role) === encoder) await this.#catalogue[JOINED[role].connect](port);
  }
}
