/** The page's address in; one set of workers, and what they report as one snapshot for React, out. */
import type { CatalogueState } from '../contract/catalogue';
import type { Device, EncoderFacts } from '../contract/encoder';
import type { EmbeddingProgress, JobEncoder } from '../contract/encoders';
import { DEFAULT_FOCUS, DEFAULT_MODEL, FORMER_MODELS, type ModelFolders } from '../shared/shipped-models';
import { asError, isAbort } from '../shared/errors';
import { isFormer, presentId } from '../threads/fleet/former-models';
import { startModelsWorker } from '../threads/start-models';
import { startWorkers, type Reopened, type Workers } from '../threads/start-photos';
import { chosenEncoder, noteChosen } from './encoders/chosen-encoder';
import { EncoderMigration } from './encoders/encoder-migration';
import { keepForOffline } from './offline/offline';

/** What the page knows of its workers. */
export interface Snapshot {
  /** Undefined until the catalogue is open. */
  readonly state: CatalogueState | undefined;
  /** Undefined until the encoder is loaded. */
  readonly encoder: EncoderFacts | undefined;
  /** Id of the model of others, or of the former encoder, that answers; undefined for the shipped one. */
  readonly keptId: string | undefined;
  /** The encoder that takes the place of its former self; undefined where none does. */
  readonly successor: JobEncoder | undefined;
  /** Whether the former encoder's embeddings have given way to the new one's, in this visit. */
  readonly hasMigrated: boolean;
  /** An encoder that died amid its work and was opened again, until that has been read. */
  readonly reopened: Reopened | undefined;
  /** What the page cannot go on from by itself. */
  readonly failure: Error | undefined;
  /** Whether the next visit works without a network; undefined until known. */
  readonly offline: boolean | undefined;
}

/** Where the job that embeds has an encoder take the place of its former self: how far that has come. */
export function migrationOf({
  state,
  keptId,
  successor,
  hasMigrated,
}: Pick<Snapshot, 'state' | 'keptId' | 'successor' | 'hasMigrated'>): 'under-way' | 'done' | undefined {
  if (!successor || presentId(keptId) !== successor.keptId) return undefined;
  if (state?.embedding?.encoder.fingerprint !== successor.fingerprint) return undefined;
  if (isFormer(keptId)) return 'under-way';
  return hasMigrated ? 'done' : undefined;
}

/** Whether the former encoder goes on answering only for photos that the new one, which has read others, could not read. */
export function hasUnread(snapshot: Parameters<typeof migrationOf>[0]): boolean {
  const { embedding, job, products = 0 } = snapshot.state ?? {};
  if (embedding?.state !== 'done' || job?.state === 'running') return false;
  return migrationOf(snapshot) === 'under-way' && embedding.skipped > 0 && embedding.skipped < products;
}

/** `?device=wasm` or `?device=webgpu`; anything else lets the encoder choose. */
function forcedDevice(search: string): Device | undefined {
  const device = new URLSearchParams(search).get('device');
  return device === 'wasm' || device === 'webgpu' ? device : undefined;
}

/** Ids of the models of others on this device, read by a worker of its own, which ends with that. */
async function keptIds(): Promise<readonly string[]> {
  const models = startModelsWorker();
  try {
    return (await models.list()).map(({ id }) => id);
  } finally {
    models.end();
  }
}

/** A folder's address, or of none. */
function addressesOf({ encoder, focus }: ModelFolders) {
  const addressOf = (folder: string) => `${import.meta.env.BASE_URL}models/${folder}/`;
  return { modelUrl: addressOf(encoder), focusUrl: focus === undefined ? undefined : addressOf(focus) };
}

/** Starts the workers once a page, however often React mounts its components. */
export class LookalikeStore {
  readonly workers: Workers;
  readonly #listeners = new Set<() => void>();
  readonly #migration: EncoderMigration;
  #snapshot: Snapshot;

  /**
   * @param shipped models of this release.
   * @param formers models of the releases before, newest first.
   */
  constructor(
    location: Pick<Location, 'search'>,
    shipped: ModelFolders = { encoder: DEFAULT_MODEL, focus: DEFAULT_FOCUS },
    formers: readonly ModelFolders[] = FORMER_MODELS,
  ) {
    const keptId = chosenEncoder();
    this.#snapshot = {
      state: undefined,
      encoder: undefined,
      keptId,
      successor: undefined,
      hasMigrated: false,
      reopened: undefined,
      failure: undefined,
      offline: undefined,
    };
    this.workers = startWorkers(
      { ...addressesOf(shipped), keptId, device: forcedDevice(location.search) },
      formers.map((models) => ({ name: [models.encoder, models.focus].join('+'), ...addressesOf(models) })),
    );
    this.#migration = new EncoderMigration(keptId, {
      encoders: this.workers.encoders,
      keptIds,
      answering: () => this.#snapshot.keptId,
      answerBy: async (id) => {
        await this.#switchTo(id);
        void this.#load(id);
      },
      done: () => {
        this.#set({ hasMigrated: true });
      },
    });
    window.addEventListener('unhandledrejection', ({ reason }) => {
      if (!isAbort(reason)) this.#set({ failure: asError(reason) });
    });
    this.workers.encoders.onReopened((reopened) => {
      const { facts } = reopened;
      const isAnswering = facts.fingerprint === this.#snapshot.state?.encoder;
      this.#set({ reopened, ...(isAnswering ? { encoder: facts } : {}) });
    });
    this.#open().catch((error: unknown) => {
      this.#set({ failure: asError(error) });
    });
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  };

  readonly snapshot = (): Snapshot => this.#snapshot;

  /**
   * Has another encoder answer from now on. Rejects with `ModelMissing`, and then nothing has changed; what its loading
   * rejects with is the page's failure.
   */
  readonly use = async (keptId: string | undefined): Promise<void> => {
    await this.#switchTo(keptId);
    await this.#load(keptId);
  };

  /** See `EncoderMigration.finish`. */
  readonly finishMigration = (job: EmbeddingProgress): Promise<void> => this.#migration.finish(job);

  /** The page has said that an encoder was opened again. */
  readonly forgetReopened = (): void => {
    this.#set({ reopened: undefined });
  };

  async #switchTo(keptId: string | undefined): Promise<void> {
    await this.workers.encoders.use(keptId);
    // a former one answers only until it has given way
    noteChosen(presentId(keptId));
    this.#set({ keptId, encoder: undefined, failure: undefined, reopened: undefined });
  }

  async #load(keptId: string | undefined): Promise<void> {
    try {
      const encoder = await this.workers.encoder.load();
      if (keptId !== this.#snapshot.keptId) return;
      this.#set({ encoder });
      // a browser that forbids it (private windows do) still works with a network
      const offline = await keepForOffline(encoder.files).catch(() => false);
      this.#set({ offline });
    } catch (error) {
      // of one that has been left meanwhile nobody needs to know
      if (keptId === this.#snapshot.keptId) this.#set({ failure: asError(error) });
    }
  }

  async #open(): Promise<void> {
    // where the catalogue can't be had, opening it says why
    const answering = await this.#migration.first().catch(() => this.#snapshot.keptId);
    this.#set({ keptId: answering, successor: this.#migration.successor });
    const first = await this.workers.open((state) => {
      this.#set({ state });
      this.#migration.follow(state);
    }, answering);
    // a job that went on by itself may have reported already
    if (this.#snapshot.state === undefined) this.#set({ state: first });
    await Promise.all([this.#load(this.#snapshot.keptId), this.workers.catalogue.filled()]);
  }

  #set(change: Partial<Snapshot>): void {
    this.#snapshot = { ...this.#snapshot, ...change };
    for (const listener of this.#listeners) listener();
  }
}
