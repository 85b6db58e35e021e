/** Keeps a worker for each encoder that has a role or a call under way, and joins those with a role to the catalogue. */
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

/** An encoder that died and was opened again. */
export interface Reopened {
  readonly facts: EncoderFacts;
  /** What it ran on before; undefined where it died before it was loaded. */
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
 * What an encoder's worker is kept for. `answers`: queries; `embeds`: the job that embeds in the background; `former`: the
 * user may go back to it at once; `successor`: it has embedded everything and is about to answer in place of its former
 * self, so that its first query finds it open. One worker may have several roles.
 */
type Role = 'answers' | 'embeds' | 'former' | 'successor';

/** The catalogue's calls by which a role's worker is joined to it, and given up; other roles have no port to it. */
const JOINED = {
  answers: { connect: 'connectEncoder', lose: 'loseEncoder' },
  embeds: { connect: 'connectEmbedder', lose: 'loseEmbedder' },
} as const;
type JoinedRole = keyof typeof JOINED;
const JOINED_ROLES: readonly JoinedRole[] = ['answers', 'embeds'];

/** The workers of all encoders that are in use. Its calls go to the encoder that answers. */
export class EncoderPool implements Reach<Promised<EncoderApi>> {
  readonly #options: EncoderOptions;
  readonly #catalogue: CatalogueCalls;
  readonly #formers: readonly FormerModels[];
  readonly #listeners: ((reopened: Reopened) => void)[] = [];
  readonly #encoders = new Set<SupervisedEncoder>();
  readonly #roles = new Map<Role, SupervisedEncoder>();
  /** Encoders with calls in flight, one entry per call (a reference count): none of them may be closed. */
  readonly #inUse: SupervisedEncoder[] = [];
  /** How often another encoder was asked for. */
  #switches = 0;
  /** Id of the job that was last seen under way. */
  #followed: string | undefined;

  /**
   * @param options of the encoder that answers first.
   * @param formers models of earlier releases, by which an id may name an encoder.
   */
  constructor(options: EncoderOptions, catalogue: CatalogueCalls, formers: readonly FormerModels[] = []) {
    this.#options = options;
    this.#catalogue = catalogue;
    this.#formers = formers;
    this.#roles.set('answers', this.#start(options.keptId));
  }

  /** Asks the encoder that answers; where it is closed meanwhile, the one that answers then. */
  async call<T>(use: (api: Promised<EncoderApi>) => Promise<T>): Promise<T> {
    return this.#byAnswering((encoder) => encoder.call(use));
  }

  /** Of the encoder that answers, see `EncoderApi.load`. */
  load(): Promise<EncoderFacts> {
    return this.#byAnswering((encoder) => encoder.load());
  }

  /** Calls back whenever an encoder with a role has died and is loaded again. */
  onReopened(listener: (reopened: Reopened) => void): void {
    this.#listeners.push(listener);
  }

  /** Of the encoder that answers, from its card alone. */
  describeAnswering(): Promise<EncoderIdentity> {
    return this.#byAnswering((encoder) => encoder.describe());
  }

  /** From its card alone. */
  describe(keptId: string | undefined): Promise<EncoderIdentity> {
    return this.#byAnswering((encoder) => encoder.describe(this.#optionsOf(keptId)));
  }

  /**
   * Joins the encoder that answers first to the catalogue.
   *
   * @param id of that encoder, where it is another than the pool was made for.
   */
  async join(id = this.#answering.id): Promise<void> {
    const first = this.#encoderOf(id);
    this.#roles.set('answers', first);
    // its callers are answered by the first one
    this.#closeUnused();
    await this.#connect('answers', first);
  }

  /**
   * Encodes one photo as a query, by any encoder; a worker without another use is closed after the call.
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
   * Has an encoder answer, at once for what is embedded; photos wait until it is loaded. Of several asked for at once the
   * last one answers, in whatever order they open; the others reject with `AbortError`.
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

  /** Has an encoder embed the products that it has not embedded yet. */
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

  /** Starts the encoder of a job that an earlier session left, or that was lost, unless it is there. */
  async takeUpEmbedding(keptId: string | undefined): Promise<void> {
    const embedding = this.#roles.get('embeds');
    if (embedding && !embedding.isLost) return;
    const encoder = this.#encoderOf(keptId);
    this.#roles.set('embeds', encoder);
    this.#beginLoad(encoder);
    await this.#connect('embeds', encoder);
  }

  /** Keeps the worker of a job that embeds for as long as the job needs it. To be called with every state. */
  follow(embedding: EmbeddingProgress | undefined): void {
    const state = embedding?.state;
    const hasEnded = state === undefined || state === 'done' || state === 'cancelled';
    if (!hasEnded) {
      this.#followed = embedding?.id;
      // the job's state reports its death, and what it cannot load
      if (state === 'running' && !this.#roles.has('embeds'))
        this.takeUpEmbedding(embedding?.encoder.keptId).catch(() => undefined);
    } else if (this.#followed !== undefined) {
      this.#followed = undefined;
      const encoder = this.#roles.get('embeds');
      if (encoder && this.#takesOver(embedding)) this.#roles.set('successor', encoder);
      this.#release('embeds');
    }
  }

  /** Closes the worker of an encoder that is not to be gone back to. */
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

  /** Whether a job has ended with everything embedded by the encoder whose former self answers. */
  #takesOver(embedding: EmbeddingProgress | undefined): boolean {
    if (embedding?.state !== 'done' || embedding.skipped > 0) return false;
    const { id } = this.#answering;
    return isFormer(id) && presentId(id) === embedding.encoder.keptId;
  }

  /** Keeps an encoder open while it is used, and closes it afterwards unless it has another use. */
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
        // the next death calls this again, and callers of `load` get what it rejects with
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

  /** Photos wait in the encoder for this; a caller that needs the outcome calls `load` and gets it. */
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

  /** Joins the worker that has taken the place of a dead one to the catalogue, or reports the encoder as lost. */
  async #rejoin(encoder: SupervisedEncoder): Promise<void> {
    const hasRole = (role: Role) => this.#roles.get(role) === encoder;
    if (!JOINED_ROLES.some(hasRole)) {
      for (const role of ['former', 'successor'] as const) if (hasRole(role)) this.#roles.delete(role);
      // its callers ask the new worker, and get what fails
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

  /** Does nothing where another encoder has taken the role meanwhile. */
  async #connect(role: JoinedRole, encoder: SupervisedEncoder): Promise<void> {
    const port = await encoder.openPort();
    if (this.#roles.get(role) === encoder) await this.#catalogue[JOINED[role].connect](port);
  }
}
