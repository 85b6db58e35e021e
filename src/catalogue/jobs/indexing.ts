/** Makes jobs of offers and runs them one at a time, until every photo is stored, unchanged or skipped. */
import type { JobProgress } from '../../contract/job';
import type { Offer, PhotoOffer } from '../../contract/photo';
import { LookalikeError } from '../../shared/errors';
import type { FolderRecord, JobRecord, OriginalKey } from '../../store/schema';
import type { ActiveEncoder } from '../active-encoder';
import type { CatalogueContext } from '../catalogue-context';
import { AddPhotos } from './add-photos';
import { Job, progressOf } from './job';
import type { JobQueue } from './job-queue';
import { PhotoSource } from './photo-source';
import { RateMeter } from '../../shared/rate';
import { Stager, originalsFit } from './stager';

/** Two loose photos of one name are two photos; in a folder a path is unique, and the order of paths is the grid's. */
function offerList({ folder, photos }: Offer): readonly PhotoOffer[] {
  if (folder === undefined) return photos;
  return [...new Map(photos.map((photo) => [photo.path, photo])).values()].sort((a, b) =>
    a.path < b.path ? -1 : 1,
  );
}

/** Runs the jobs that add products to one catalogue. */
export class Indexing {
  readonly #context: CatalogueContext;
  readonly #active: ActiveEncoder;
  readonly #jobs: JobQueue;
  readonly #rate = new RateMeter();
  /** Of an earlier session, until it is taken up. */
  #left: JobRecord | undefined;
  #stager: Stager | undefined;
  #vanished: readonly string[] = [];
  #isHalted = false;
  #wasAdding = false;

  constructor(context: CatalogueContext, active: ActiveEncoder, jobs: JobQueue) {
    this.#context = context;
    this.#active = active;
    this.#jobs = jobs;
    active.beforeSwitch.on(() => this.#halt());
    active.filled.on(() => this.#proceed());
    context.changed.on(() => {
      this.#tellEnd();
    });
  }

  /** Remembers the job that an earlier session left; it is taken up once the index is filled. */
  restore(record: JobRecord | undefined): void {
    this.#left = record;
  }

  /** Starts a job for an offer, or puts it behind the running one. Returns the job's id, or the queue's. */
  async add(offer: Offer): Promise<string> {
    const { job, offers } = this.#jobs;
    const state = job?.record.state;
    if (state === 'running' || state === 'paused') {
      offers.push(offer);
      this.#context.changed.emit();
      return `queued-${offers.length}`;
    }
    return this.#start(offer);
  }

  async pause(): Promise<void> {
    await this.#jobs.job?.stop('paused');
  }

  /** Lets a job that was paused, failed or waits for its folder go on; any other is left alone. */
  async resume(): Promise<void> {
    const job = this.#jobs.job;
    const state = job?.record.state;
    if (job && (state === 'paused' || state === 'failed' || state === 'waiting-for-folder'))
      await this.#goOn(job);
  }

  /** Another encoder has taken the place of one that died: the job that failed with the old one goes on. */
  async encoderReplaced(): Promise<void> {
    const job = this.#jobs.job;
    await job?.settled();
    // restart only if the job is still current and still failed: it may have been paused or cancelled meanwhile
    if (job && job === this.#jobs.job && job.record.state === 'failed') await this.#goOn(job);
  }

  async cancel(): Promise<void> {
    const job = this.#jobs.job;
    if (!job) return;
    this.#stager?.stop();
    await job.stop('cancelled');
    await this.#dropStaged(job.record);
    await this.#next();
  }

  /** Forgets a job that has ended. */
  async dismiss(): Promise<void> {
    const state = this.#jobs.job?.record.state;
    if (state === 'running' || state === 'paused') return;
    if (this.#jobs.job) await this.#dropStaged(this.#jobs.job.record);
    await this.#context.store.endJob();
    this.#jobs.job = undefined;
    this.#vanished = [];
    await this.#next();
  }

  /** Stops and forgets everything, before the catalogue is cleared. */
  async abandon(): Promise<void> {
    this.#jobs.offers.length = 0;
    await this.cancel();
    this.#jobs.job = undefined;
    this.#vanished = [];
  }

  get vanished(): readonly string[] {
    return this.#vanished;
  }

  /** Products were removed: they are no longer missing from their folder. */
  forgetVanished(ids: ReadonlySet<string>): void {
    this.#vanished = this.#vanished.filter((id) => !ids.has(id));
  }

  progress(): JobProgress | undefined {
    const job = this.#jobs.job;
    if (!job) return undefined;
    return {
      ...progressOf(job.record, this.#rate),
      queued: this.#jobs.offers.length,
      vanished: this.#vanished.length,
    };
  }

  async #start(offer: Offer): Promise<string> {
    const { name } = this.#context;
    if (offer.photos.length === 0) {
      throw new LookalikeError('PhotoUnreadable', 'an offer of 0 photos came, at least one was expected');
    }
    if (this.#jobs.job) await this.#dropStaged(this.#jobs.job.record);
    const list = offerList(offer);
    const kept = new Map<number, OriginalKey>();
    const paths = list.map(({ path }) => path);
    const folder =
      offer.folder !== undefined && offer.handle
        ? { catalogue: name, folder: offer.folder, handle: offer.handle }
        : undefined;
    if (folder) this.#context.folders.set(folder.folder, folder.handle);
    const job = await this.#begin(paths, { ...offer, photos: list }, folder, kept);
    if (this.#stager) await this.#putAside(this.#stager, job, list);
    this.#run(job);
    return job.record.id;
  }

  /** Resolves once it is known whether there is room; the copies go on beside the job. */
  async #putAside(stager: Stager, { record, source }: Job, list: readonly PhotoOffer[]): Promise<void> {
    if (!(await originalsFit(list))) {
      stager.stop();
      return;
    }
    stager
      .run((position) => {
        source.keep(position, [this.#context.name, record.id, position]);
      })
      .catch(() => {
        // the job's own commits meet the same broken store and report it
        stager.stop();
      });
  }

  async #begin(
    paths: readonly string[],
    offer: Offer,
    folder: FolderRecord | undefined,
    kept: Map<number, OriginalKey>,
  ): Promise<Job> {
    const { name, store } = this.#context;
    const record: JobRecord = {
      catalogue: name,
      id: crypto.randomUUID(),
      kind: 'add',
      ...(offer.folder === undefined ? {} : { folder: offer.folder }),
      state: 'running',
      total: paths.length,
      position: 0,
      encoded: 0,
      unchanged: 0,
      skipped: 0,
    };
    await store.startJob(record, paths, folder);
    const offered = folder ? undefined : offer.photos.map(({ photo }) => photo);
    // what a handle can read again needs no copy
    this.#stager = folder ? undefined : new Stager(store, record.id, offer.photos);
    const job = this.#jobOf(record, paths, offered, kept);
    this.#jobs.job = job;
    this.#findVanished();
    return job;
  }

  #jobOf(
    record: JobRecord,
    paths: readonly string[],
    offered: readonly (File | undefined)[] | undefined,
    kept: Map<number, OriginalKey>,
  ): Job {
    const source = new PhotoSource(this.#context.store, paths, {
      ...(offered ? { offered } : {}),
      kept,
      handleOf: () => (record.folder === undefined ? undefined : this.#context.folders.get(record.folder)),
    });
    const offer = { folder: record.folder, source, stager: this.#stager };
    const work = new AddPhotos(this.#context, this.#active, offer, this.#rate);
    return new Job(this.#context, record, paths, source, work);
  }

  /** The index is filled: the job that an earlier session left is taken up, or one that was halted goes on. */
  async #proceed(): Promise<void> {
    this.#isHalted = false;
    const left = this.#left;
    this.#left = undefined;
    const { job } = this.#jobs;
    if (left) await this.#takeUp(left);
    // from its checkpoint
    else if (job?.record.state === 'running') this.#run(job);
  }

  async #takeUp(record: JobRecord): Promise<void> {
    const { store, name } = this.#context;
    const ended = record.state === 'done' || record.state === 'cancelled';
    // what ended well is old news in a new tab; a list of skipped photos stays until it is dismissed
    if (ended && record.skipped === 0) return store.endJob();
    // earlier versions encoded again in this way: what is left of that is offered as any other
    if (record.kind !== 'add') return store.endJob();
    const paths = await store.jobPaths();
    const kept = new Map<number, OriginalKey>();
    for (const position of await store.stagedPositions(record.id))
      kept.set(position, [name, record.id, position]);
    this.#jobs.job = this.#jobOf(record, paths, undefined, kept);
    this.#findVanished();
    if (record.state === 'running' || record.state === 'waiting-for-folder') await this.#goOn(this.#jobs.job);
  }

  /** Another encoder takes over: resolves when nothing of the former is under way or will be stored. */
  async #halt(): Promise<void> {
    this.#isHalted = true;
    await this.#jobs.job?.halt();
  }

  /** Once for each time that products were being added. */
  #tellEnd(): void {
    const { isAdding } = this.#jobs;
    const hasEnded = this.#wasAdding && !isAdding;
    this.#wasAdding = isAdding;
    if (hasEnded) this.#context.jobEnded.emit();
  }

  async #goOn(job: Job): Promise<void> {
    await job.ready();
    this.#run(job);
  }

  #run(job: Job): void {
    this.#rate.restart();
    this.#context.changed.emit();
    if (this.#isHalted) return;
    job
      .run()
      .then(() => (job.record.state === 'done' && this.#jobs.job === job ? this.#next() : undefined))
      .catch(() => {
        // a job reports its own failure in its record; what fails here is the next job's start, which changed() shows
        this.#context.changed.emit();
      });
  }

  async #next(): Promise<void> {
    const offer = this.#jobs.offers.shift();
    if (offer) await this.#start(offer);
    else this.#context.changed.emit();
  }

  /** What a job put aside for photos that it never finished is of no use once it is gone. */
  async #dropStaged(record: JobRecord): Promise<void> {
    this.#stager?.stop();
    this.#stager = undefined;
    await this.#context.store.unstage(record.id, record.position);
  }

  #findVanished(): void {
    const record = this.#jobs.job?.record;
    if (!this.#jobs.job || record?.folder === undefined) {
      this.#vanished = [];
      return;
    }
    const present = new Set(this.#jobs.job.paths);
    this.#vanished = this.#context.products
      .ordered()
      .filter(({ id, folder }) => folder === record.folder && !present.has(id))
      .map(({ id }) => id);
  }
}
