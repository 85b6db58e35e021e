/** Starts the workers of the page and keeps what they report as one snapshot for React. */
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
  /** Id of the active encoder: a custom model or a former encoder. Undefined for the shipped one. */
  readonly keptId: string | undefined;
  /** The encoder that replaces its former version; undefined where no migration is due. */
  readonly successor: JobEncoder | undefined;
  /** Whether the new encoder's embeddings have replaced the former one's since the page was opened. */
  readonly hasMigrated: boolean;
  /** An encoder whose worker died and was restarted; undefined once the user has dismissed the notice. */
  readonly reopened: Reopened | undefined;
  /** An error that the page cannot recover from by itself. */
  readonly failure: Error | undefined;
  /** Whether the next visit works without a network; undefined until known. */
  readonly offline: boolean | undefined;
}

/** How far the running or last embedding job has replaced a former encoder; undefined where it replaces none. */
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

/**
 * Whether only unreadable photos keep the former encoder active: the new encoder has read some photos, but not all.
 */
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

/** Ids of the custom models on this device, read by a worker that is started for this call alone. */
async function keptIds(): Promise<readonly string[]> {
  const models = startModelsWorker();
  try {
    return (await models.list()).map(({ id }) => id);
  } finally {
    models.end();
  }
}

/** Returns the URLs of a release's model folders; `focusUrl` is undefined where it has no focus model. */
function addressesOf({ encoder, focus }: ModelFolders) {
  const addressOf = (folder: string) => `${import.meta.env.BASE_URL}models/${folder}/`;
  return { modelUrl: addressOf(encoder), focusUrl: focus === undefined ? undefined : addressOf(focus) };
}

/** Holds the workers outside React, so that they start once however often components are mounted. */
export class LookalikeStore {
  readonly workers: Workers;
  readonly #listeners = new Set<() => void>();
  readonly #migration: EncoderMigration;
  #snapshot: Snapshot;

  /**
   * @param shipped models of this release.
   * @param formers models of earlier releases, newest first.
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
   * Makes another encoder the active one. Rejects with `ModelMissing`, and then nothing has changed. An error while it
   * loads does not reject: it becomes the snapshot's `failure`.
   */
  readonly use = async (keptId: string | undefined): Promise<void> => {
    await this.#switchTo(keptId);
    await this.#load(keptId);
  };

  /** See `EncoderMigration.finish`. */
  readonly finishMigration = (job: EmbeddingProgress): Promise<void> => this.#migration.finish(job);

  /** Dismisses the notice that an encoder was restarted. */
  readonly forgetReopened = (): void => {
    this.#set({ reopened: undefined });
  };

  async #switchTo(keptId: string | undefined): Promise<void> {
    await this.workers.encoders.use(keptId);
    // remember the new encoder, not its former version, which is active only until the migration ends
    noteChosen(presentId(keptId));
    this.#set({ keptId, encoder: undefined, failure: undefined, reopened: undefined });
  }

  async #load(keptId: string | undefined): Promise<void> {
    try {
      const encoder = await this.workers.encoder.load();
      if (keptId !== this.#snapshot.keptId) return;
      this.#set({ encoder });
      // some browsers forbid the cache (private windows do): the app still works with a network
      const offline = await keepForOffline(encoder.files).catch(() => false);
      this.#set({ offline });
    } catch (error) {
      // the error concerns the user only while this encoder is still the active one
      if (keptId === this.#snapshot.keptId) this.#set({ failure: asError(error) });
    }
  }

  async #open(): Promise<void> {
    // an unavailable catalogue rejects here and again in `open`, which reports it
    const answering = await this.#migration.first().catch(() => this.#snapshot.keptId);
    this.#set({ keptId: answering, successor: this.#migration.successor });
    const first = await this.workers.open((state) => {
      this.#set({ state });
      this.#migration.follow(state);
    }, answering);
    // a job resumed by the worker may have reported a newer state already
    if (this.#snapshot.state === undefined) this.#set({ state: first });
    await Promise.all([this.#load(this.#snapshot.keptId), this.workers.catalogue.filled()]);
  }

  #set(change: Partial<Snapshot>): void {
    this.#snapshot = { ...this.#snapshot, ...change };
    for (const listener of this.#listeners) listener();
  }
}
