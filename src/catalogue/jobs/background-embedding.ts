/** Has an encoder embed every product that lacks an embedding of it, job by job, beside all else. */
import type { EncoderIdentity } from '../../contract/encoder';
import type { Offer } from '../../contract/photo';
import type { SkippedPhoto } from '../../contract/job';
import type { EmbeddingProgress, JobEncoder } from '../../contract/encoders';
import { Channel } from '../../shared/channel';
import { RateMeter } from '../../shared/rate';
import type { JobRecord, OriginalKey } from '../../store/schema';
import type { Store } from '../../store/store';
import type { ActiveEncoder } from '../active-encoder';
import type { CatalogueContext } from '../catalogue-context';
import type { OpenEmbeddings } from '../embeddings/open-embeddings';
import { WritableEmbeddings } from '../embeddings/writable-embeddings';
import { EmbedPhotos } from './embed-photos';
import { Job, progressOf } from './job';
import type { PhotoEncoder } from './photo-encoder';
import { PhotoSource } from './photo-source';
import { sortByReach } from './reach';

/** The job under way, and its encoder. */
interface Current {
  readonly job: Job;
  readonly encoder: JobEncoder;
}

/** One job at a time that has an encoder, the open one or another, embed products that are there already. */
export class BackgroundEmbedding {
  readonly #context: CatalogueContext;
  readonly #active: ActiveEncoder;
  /** Has the job under a name of its own. */
  readonly #store: Store;
  readonly #embeddings: WritableEmbeddings;
  readonly #channel = new Channel<PhotoEncoder>('embedding encoder');
  readonly #rate = new RateMeter();
  /** Photos that were given since, by path: a folder without a handle can be read only so. */
  readonly #given = new Map<string, File>();
  #current: Current | undefined;
  #missing: readonly string[] = [];
  #isConnected = false;
  #isToBeTakenUp = false;

  constructor(context: CatalogueContext, open: OpenEmbeddings, active: ActiveEncoder) {
    this.#context = context;
    this.#active = active;
    this.#store = context.store.forEmbedding();
    this.#embeddings = new WritableEmbeddings(context, open);
    active.filled.on(() => this.#takeUp());
  }

  /** Takes up the job that an earlier session left, once the index is filled; it goes on once its encoder is connected. */
  restore(): void {
    this.#isToBeTakenUp = true;
  }

  /** Connects the encoder of the job, for the first time or in place of one that died: a job that failed so goes on. */
  async connect(encoder: PhotoEncoder): Promise<void> {
    this.#channel.connect(encoder);
    this.#isConnected = true;
    const job = this.#current?.job;
    await job?.settled();
    const state = job?.record.state;
    if (job && job === this.#current?.job && (state === 'running' || state === 'failed')) await this.#goOn();
  }

  /** No encoder takes the place of the one that died: the job fails. */
  lose(): void {
    this.#channel.cut();
  }

  /** Begins, in place of any job before; what that has stored stays. Does nothing where all is embedded. */
  async start(encoder: JobEncoder): Promise<void> {
    await this.cancel();
    const lacking = await this.lacking(encoder);
    if (lacking.length === 0) return;
    const paths = await this.#reachableFirst(lacking);
    const record: JobRecord = {
      catalogue: this.#store.jobKey,
      id: crypto.randomUUID(),
      kind: 'embed',
      encoder,
      state: 'running',
      total: paths.length,
      position: 0,
      encoded: 0,
      unchanged: 0,
      skipped: 0,
    };
    await this.#store.startJob(record, paths);
    this.#current = { job: this.#jobOf(record, paths, encoder), encoder };
    this.#run();
  }

  /** Ids of the products that an encoder has not embedded, in the order of adding. */
  async lacking(encoder: EncoderIdentity): Promise<readonly string[]> {
    const { products, writes } = this.#context;
    const { rows } = await writes.run(() => {
      // it may have answered, and been added to, or have lost all, since these were read
      this.#embeddings.forget();
      return this.#embeddings.of(encoder);
    });
    return products.ordered().flatMap(({ id }) => (rows.rowOf(id) === undefined ? [id] : []));
  }

  async pause(): Promise<void> {
    await this.#current?.job.stop('paused');
  }

  async resume(): Promise<void> {
    const state = this.#current?.job.record.state;
    if (state === 'paused' || state === 'failed' || state === 'waiting-for-folder') await this.#goOn();
  }

  /** Ends the job, if it has not ended, and forgets it. */
  async cancel(): Promise<void> {
    const job = this.#current?.job;
    if (!job) return;
    await job.halt();
    await job.stop('cancelled');
    await this.#store.endJob();
    this.#forget();
    this.#context.changed.emit();
  }

  /** As `cancel`, where it is this encoder that embeds; to be called before its embeddings go. */
  async leave(fingerprint: string): Promise<void> {
    if (this.#current?.encoder.fingerprint === fingerprint) await this.cancel();
    this.#embeddings.forget(fingerprint);
  }

  /** Stops and forgets everything, before the catalogue is cleared. */
  async abandon(): Promise<void> {
    await this.#current?.job.halt();
    this.#forget();
    this.#given.clear();
  }

  /** Photos came, for whatever reason: a job that waits for them goes on. */
  async given({ photos }: Pick<Offer, 'photos'>): Promise<void> {
    if (!this.#current) return;
    for (const { path, photo } of photos) if (photo) this.#given.set(path, photo);
    if (this.#current.job.record.state === 'waiting-for-folder') await this.#goOn();
  }

  /** Photos that the job has skipped, in the order of its list. */
  skipped(): Promise<readonly SkippedPhoto[]> {
    return this.#store.skipped();
  }

  progress(): EmbeddingProgress | undefined {
    if (!this.#current) return undefined;
    const { job, encoder } = this.#current;
    const { folder: _none, ...progress } = progressOf(job.record, this.#rate);
    const isWaiting = job.record.state === 'waiting-for-folder';
    return { ...progress, encoder, missingFolders: isWaiting ? this.#missing : [] };
  }

  #forget(): void {
    this.#current = undefined;
    this.#embeddings.forget();
    this.#missing = [];
  }

  async #takeUp(): Promise<void> {
    if (!this.#isToBeTakenUp) return;
    this.#isToBeTakenUp = false;
    const record = await this.#store.job();
    if (!record) return;
    const { state, skipped, encoder } = record;
    const hasEnded = state === 'done' || state === 'cancelled';
    if ((hasEnded && skipped === 0) || !encoder) return this.#store.endJob();
    this.#current = { job: this.#jobOf(record, await this.#store.jobPaths(), encoder), encoder };
    if (state === 'running' || state === 'waiting-for-folder') await this.#goOn();
  }

  async #goOn(): Promise<void> {
    const current = this.#current;
    if (!current) return;
    const { job, encoder } = current;
    await job.settled();
    // what can be reached by now comes first: one folder that is missing holds up no other
    const { position } = job.record;
    const paths = [
      ...job.paths.slice(0, position),
      ...(await this.#reachableFirst(job.paths.slice(position))),
    ];
    await this.#store.saveList(paths);
    if (current !== this.#current) return;
    const next = this.#jobOf(job.record, paths, encoder);
    this.#current = { job: next, encoder };
    await next.ready();
    this.#run();
  }

  #run(): void {
    const { changed } = this.#context;
    this.#rate.restart();
    changed.emit();
    // until then the job stands as running, and `connect` has it go on
    if (!this.#current || !this.#isConnected) return;
    this.#current.job
      .run()
      .catch(() => {
        // a job reports its own failure in its record
      })
      .finally(() => changed.emit());
  }

  #jobOf(record: JobRecord, paths: readonly string[], encoder: JobEncoder): Job {
    const { products, folders } = this.#context;
    const kept = new Map<number, OriginalKey>();
    paths.forEach((id, position) => {
      const original = products.get(id)?.original;
      if (original) kept.set(position, original);
    });
    const source = new PhotoSource(this.#store, paths, {
      offered: paths.map((path) => this.#given.get(path)),
      kept,
      handleOf: (path) => folders.get(products.get(path)?.folder ?? ''),
    });
    const place = { encoder, channel: this.#channel, embeddings: this.#embeddings, store: this.#store };
    const work = new EmbedPhotos(this.#context, this.#active, place, this.#rate);
    return new Job(this.#context, record, paths, source, work);
  }

  /** Photos that can be read first, then the others; notes which folders those lie in. */
  async #reachableFirst(paths: readonly string[]): Promise<readonly string[]> {
    const { products, folders } = this.#context;
    const { reachable, missing } = await sortByReach(paths, products, folders, this.#given);
    this.#missing = [...new Set(missing.map((path) => products.get(path)?.folder ?? ''))].sort();
    return [...reachable, ...missing];
  }
}
