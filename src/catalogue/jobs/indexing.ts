/** Offers of photos in; indexing jobs, one at a time, that end with every photo stored, unchanged or skipped, out. */
import type { JobProgress } from '../../contract/job';
import type { Offer, PhotoOffer } from '../../contract/photo';
import { LookalikeError } from '../../shared/errors';
import type { FolderRecord, JobRecord, OriginalKey } from '../../store/schema';
import { Job, progressOf } from './job';
import { jobHost, type IndexingHost } from './job-host';
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

/** Runs the jobs of one catalogue. */
export class Indexing {
  readonly #host: IndexingHost;
  readonly #rate = new RateMeter();
  readonly #queue: Offer[] = [];
  #job: Job | undefined;
  #stager: Stager | undefined;
  #vanished: readonly string[] = [];
  #isHalted = false;

  constructor(host: IndexingHost) {
    this.#host = host;
  }

  /** Takes up the job that an earlier session left. */
  async takeUp(record: JobRecord): Promise<void> {
    const { store, catalogue } = this.#host;
    const ended = record.state === 'done' || record.state === 'cancelled';
    // what ended well is old news in a new tab; a list of skipped photos stays until it is dismissed
    if (ended && record.skipped === 0) return store.endJob();
    // earlier versions encoded again in this way: what is left of that is offered as any other
    if (record.kind !== 'add') return store.endJob();
    const paths = await store.jobPaths();
    const kept = new Map<number, OriginalKey>();
    for (const position of await store.stagedPositions(record.id))
      kept.set(position, [catalogue, record.id, position]);
    this.#job = this.#jobOf(record, paths, undefined, kept);
    this.#findVanished();
    if (record.state === 'running' || record.state === 'waiting-for-folder') await this.#goOn(this.#job);
  }

  /** Starts a job for an offer, or puts it behind the running one. Returns the job's id, or the queue's. */
  async add(offer: Offer): Promise<string> {
    const state = this.#job?.record.state;
    if (state === 'running' || state === 'paused') {
      this.#queue.push(offer);
      this.#host.changed();
      return `queued-${this.#queue.length}`;
    }
    return this.#start(offer);
  }

  async pause(): Promise<void> {
    await this.#job?.stop('paused');
  }

  /** Lets a job that was paused, failed or waits for its folder go on; any other is left alone. */
  async resume(): Promise<void> {
    const job = this.#job;
    const state = job?.record.state;
    if (job && (state === 'paused' || state === 'failed' || state === 'waiting-for-folder'))
      await this.#goOn(job);
  }

  /** Another encoder has taken the place of one that died: the job that failed with the old one goes on. */
  async encoderReplaced(): Promise<void> {
    const job = this.#job;
    await job?.settled();
    // who paused or cancelled it meanwhile is obeyed
    if (job && job === this.#job && job.record.state === 'failed') await this.#goOn(job);
  }

  async cancel(): Promise<void> {
    const job = this.#job;
    if (!job) return;
    this.#stager?.stop();
    await job.stop('cancelled');
    await this.#dropStaged(job.record);
    await this.#next();
  }

  /** Forgets a job that has ended. */
  async dismiss(): Promise<void> {
    const state = this.#job?.record.state;
    if (state === 'running' || state === 'paused') return;
    if (this.#job) await this.#dropStaged(this.#job.record);
    await this.#host.store.endJob();
    this.#job = undefined;
    this.#vanished = [];
    await this.#next();
  }

  /** Stops and forgets everything, before the catalogue is cleared. */
  async abandon(): Promise<void> {
    this.#queue.length = 0;
    await this.cancel();
    this.#job = undefined;
    this.#vanished = [];
  }

  /** Another encoder takes over: resolves when nothing of the former is under way or will be stored. */
  async halt(): Promise<void> {
    this.#isHalted = true;
    await this.#job?.halt();
  }

  /** The other encoder has taken over: a job that was running, or was begun meanwhile, goes on from its checkpoint. */
  proceed(): void {
    this.#isHalted = false;
    if (this.#job?.record.state === 'running') this.#run(this.#job);
  }

  /** Whether products are being added, or will be without anybody's doing. */
  get isAdding(): boolean {
    const state = this.#job?.record.state;
    return state === 'running' || (this.#queue.length > 0 && (state === 'done' || state === 'cancelled'));
  }

  get vanished(): readonly string[] {
    return this.#vanished;
  }

  /** Products were removed: they are no longer missing from their folder. */
  forgetVanished(ids: ReadonlySet<string>): void {
    this.#vanished = this.#vanished.filter((id) => !ids.has(id));
  }

  progress(): JobProgress | undefined {
    const job = this.#job;
    if (!job) return undefined;
    return {
      ...progressOf(job.record, this.#rate),
      queued: this.#queue.length,
      vanished: this.#vanished.length,
    };
  }

  async #start(offer: Offer): Promise<string> {
    const { catalogue, store } = this.#host;
    if (offer.photos.length === 0) {
      throw new LookalikeError('PhotoUnreadable', 'an offer of 0 photos came, at least one was expected');
    }
    if (this.#job) await this.#dropStaged(this.#job.record);
    const list = offerList(offer);
    const kept = new Map<number, OriginalKey>();
    const paths = list.map(({ path }) => path);
    const folder =
      offer.folder !== undefined && offer.handle
        ? { catalogue, folder: offer.folder, handle: offer.handle }
        : undefined;
    if (folder) this.#host.folders.set(folder.folder, folder.handle);
    const job = await this.#begin(paths, { ...offer, photos: list }, folder, kept);
    // what a handle can read again needs no copy
    if (!folder && (await originalsFit(list))) {
      const stager = new Stager(store, job.record.id, list);
      this.#stager = stager;
      stager
        .run((position) => {
          job.source.keep(position, [catalogue, job.record.id, position]);
        })
        .catch(() => {
          // the job's own commits meet the same broken store and report it
          stager.stop();
        });
    }
    this.#run(job);
    return job.record.id;
  }

  async #begin(
    paths: readonly string[],
    offer: Offer,
    folder: FolderRecord | undefined,
    kept: Map<number, OriginalKey>,
  ): Promise<Job> {
    const { catalogue, store } = this.#host;
    const record: JobRecord = {
      catalogue,
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
    const job = this.#jobOf(record, paths, offered, kept);
    this.#job = job;
    this.#findVanished();
    return job;
  }

  #jobOf(
    record: JobRecord,
    paths: readonly string[],
    offered: readonly (File | undefined)[] | undefined,
    kept: Map<number, OriginalKey>,
  ): Job {
    const source = new PhotoSource(this.#host.store, paths, {
      ...(offered ? { offered } : {}),
      kept,
      handleOf: () => (record.folder === undefined ? undefined : this.#host.folders.get(record.folder)),
    });
    return new Job(
      record,
      paths,
      source,
      jobHost(this.#host, record, source, {
        ready: (position) => this.#stager?.reached(position) ?? Promise.resolve(),
        committed: (photos) => {
          this.#rate.add(photos);
        },
      }),
    );
  }

  async #goOn(job: Job): Promise<void> {
    await job.ready();
    this.#run(job);
  }

  #run(job: Job): void {
    this.#rate.restart();
    this.#host.changed();
    if (this.#isHalted) return;
    job
      .run()
      .then(() => (job.record.state === 'done' && this.#job === job ? this.#next() : undefined))
      .catch(() => {
        // a job reports its own failure in its record; what fails here is the next job's start, which changed() shows
        this.#host.changed();
      });
  }

  async #next(): Promise<void> {
    const offer = this.#queue.shift();
    if (offer) await this.#start(offer);
    else this.#host.changed();
  }

  /** What a job put aside for photos that it never finished is of no use once it is gone. */
  async #dropStaged(record: JobRecord): Promise<void> {
    this.#stager?.stop();
    this.#stager = undefined;
    await this.#host.store.unstage(record.id, record.position);
  }

  #findVanished(): void {
    const record = this.#job?.record;
    if (!this.#job || record?.folder === undefined) {
      this.#vanished = [];
      return;
    }
    const present = new Set(this.#job.paths);
    this.#vanished = this.#host.products
      .ordered()
      .filter(({ id, folder }) => folder === record.folder && !present.has(id))
      .map(({ id }) => id);
  }
}
