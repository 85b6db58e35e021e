/** An encoder in; its embeddings of every product that lacks one, job by job, beside all else, out. */
import type { EmbeddingProgress, JobEncoder } from '../../contract/encoders';
import type { EncoderIdentity } from '../../contract/encoder';
import type { Offer } from '../../contract/photo';
import { LookalikeError } from '../../shared/errors';
import type { LaterView } from '../../store/later-views';
import type { JobRecord, OriginalKey } from '../../store/schema';
import type { Row } from '../embeddings/block-book';
import { Embeddings } from '../embeddings/embeddings';
import { Job, progressOf, type Finished } from './job';
import { requireOneEncoder, type IndexingHost } from './job-host';
import { Line } from '../../shared/line';
import type { OpenEmbeddings } from '../embeddings/open-embeddings';
import { PhotoSource } from './photo-source';
import { RateMeter } from '../../shared/rate';
import { sortByReach } from './reach';
import { UnheldRows } from '../embeddings/write-only-index';

/** What the job shares with the rest of the catalogue; its `store` has the job under a name of its own. */
export interface BackgroundHost extends Omit<IndexingHost, 'embeddings' | 'replaced'> {
  readonly open: OpenEmbeddings;
  /** Whether this encoder is the one that answers. */
  readonly isAnswering: (fingerprint: string) => boolean;
}

/** One job at a time that has an encoder, the open one or another, embed products that are there already. */
export class BackgroundEmbedding {
  readonly #host: BackgroundHost;
  readonly #rate = new RateMeter();
  /** Photos that were given since, by path: a folder without a handle can be read only so. */
  readonly #given = new Map<string, File>();
  #job: Job | undefined;
  #encoder: JobEncoder | undefined;
  /** Of an encoder whose embeddings are not in memory: they are written, and not searched. */
  #written: Embeddings | undefined;
  #missing: readonly string[] = [];
  #isConnected = false;

  constructor(host: BackgroundHost) {
    this.#host = host;
  }

  /** Takes up the job that an earlier session left; it goes on once its encoder is connected. */
  async takeUp(record: JobRecord): Promise<void> {
    const { store } = this.#host;
    const ended = record.state === 'done' || record.state === 'cancelled';
    if ((ended && record.skipped === 0) || !record.encoder) return store.endJob();
    this.#encoder = record.encoder;
    this.#job = this.#jobOf(record, await store.jobPaths());
    if (record.state === 'running' || record.state === 'waiting-for-folder') await this.#goOn();
  }

  /** The encoder's worker is there, for the first time or in place of one that died. */
  async connected(): Promise<void> {
    this.#isConnected = true;
    const job = this.#job;
    await job?.settled();
    const state = job?.record.state;
    if (job && job === this.#job && (state === 'running' || state === 'failed')) await this.#goOn();
  }

  /** Begins, in place of any job before; what that has stored stays. Does nothing where all is embedded. */
  async start(encoder: JobEncoder): Promise<void> {
    await this.cancel();
    const { store } = this.#host;
    const lacking = await this.lacking(encoder);
    if (lacking.length === 0) return;
    this.#encoder = encoder;
    const paths = await this.#reachableFirst(lacking);
    const record: JobRecord = {
      catalogue: store.jobKey,
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
    await store.startJob(record, paths);
    this.#job = this.#jobOf(record, paths);
    this.#run();
  }

  /** Ids of the products that an encoder has not embedded, in the order of adding. */
  async lacking(encoder: EncoderIdentity): Promise<readonly string[]> {
    const { products, exclusively } = this.#host;
    const { rows } = await exclusively(() => {
      // it may have answered, and been added to, or have lost all, since these were read
      this.#written = undefined;
      return this.#embeddings(encoder);
    });
    return products.ordered().flatMap(({ id }) => (rows.rowOf(id) === undefined ? [id] : []));
  }

  async pause(): Promise<void> {
    await this.#job?.stop('paused');
  }

  async resume(): Promise<void> {
    const state = this.#job?.record.state;
    if (state === 'paused' || state === 'failed' || state === 'waiting-for-folder') await this.#goOn();
  }

  /** Ends the job, if it has not ended, and forgets it. */
  async cancel(): Promise<void> {
    const job = this.#job;
    if (!job) return;
    await job.halt();
    await job.stop('cancelled');
    await this.#host.store.endJob();
    this.#forget();
    this.#host.changed();
  }

  /** As `cancel`, where it is this encoder that embeds; to be called before its embeddings go. */
  async leave(fingerprint: string): Promise<void> {
    if (this.#encoder?.fingerprint === fingerprint) await this.cancel();
    if (this.#written?.encoder.fingerprint === fingerprint) this.#written = undefined;
  }

  /** Stops and forgets everything, before the catalogue is cleared. */
  async abandon(): Promise<void> {
    await this.#job?.halt();
    this.#forget();
    this.#given.clear();
  }

  /** Photos came, for whatever reason: a job that waits for them goes on. */
  async given({ photos }: Pick<Offer, 'photos'>): Promise<void> {
    if (!this.#job) return;
    for (const { path, photo } of photos) if (photo) this.#given.set(path, photo);
    if (this.#job.record.state === 'waiting-for-folder') await this.#goOn();
  }

  /** Products were removed, or have another photo. To be called within `exclusively`. */
  async forget(ids: readonly string[]): Promise<void> {
    await this.#written?.forget(ids);
  }

  progress(): EmbeddingProgress | undefined {
    const [job, encoder] = [this.#job, this.#encoder];
    if (!job || !encoder) return undefined;
    const { folder: _none, ...progress } = progressOf(job.record, this.#rate);
    const isWaiting = job.record.state === 'waiting-for-folder';
    return { ...progress, encoder, missingFolders: isWaiting ? this.#missing : [] };
  }

  #forget(): void {
    this.#job = undefined;
    this.#encoder = undefined;
    this.#written = undefined;
    this.#missing = [];
  }

  async #goOn(): Promise<void> {
    const job = this.#job;
    if (!job) return;
    await job.settled();
    // what can be reached by now comes first: one folder that is missing holds up no other
    const { position } = job.record;
    const paths = [
      ...job.paths.slice(0, position),
      ...(await this.#reachableFirst(job.paths.slice(position))),
    ];
    await this.#host.store.saveList(paths);
    if (job !== this.#job) return;
    this.#job = this.#jobOf(job.record, paths);
    await this.#job.ready();
    this.#run();
  }

  #run(): void {
    const job = this.#job;
    this.#rate.restart();
    this.#host.changed();
    // until then the job stands as running, and `connected` has it go on
    if (!job || !this.#isConnected) return;
    job
      .run()
      .then(() => {
        this.#host.changed();
      })
      .catch(() => {
        // a job reports its own failure in its record
        this.#host.changed();
      });
  }

  #jobOf(record: JobRecord, paths: readonly string[]): Job {
    const { store, products, folders, encoder, changed } = this.#host;
    const kept = new Map<number, OriginalKey>();
    paths.forEach((id, position) => {
      const original = products.get(id)?.original;
      if (original) kept.set(position, original);
    });
    const source = new PhotoSource(store, paths, {
      offered: paths.map((path) => this.#given.get(path)),
      kept,
      handleOf: (path) => folders.get(products.get(path)?.folder ?? ''),
    });
    return new Job(record, paths, source, {
      encodeBatch: (photos) => encoder.call((api) => api.encodeBatch(photos)),
      // what was removed meanwhile needs no embedding, and what has one by now no other
      isSettled: (path) => !products.get(path) || this.#has(path),
      isUnchanged: () => false,
      commit: (job, finished) => this.#host.exclusively(() => this.#commit(job, finished)),
      save: (job) => store.commit({ job }),
      changed,
    });
  }

  async #commit(job: JobRecord, finished: readonly Finished[]): Promise<JobRecord> {
    const { store, products, isAnswering } = this.#host;
    const encoder = this.#encoder;
    if (!encoder) throw new LookalikeError('AbortError', 'the job was forgotten while a batch was stored');
    requireOneEncoder(finished, encoder.fingerprint);
    const embeddings = await this.#embeddings(encoder);
    const added: Row[] = [];
    const laterViews: LaterView[] = [];
    const skipped: { path: string; name: 'PhotoChanged'; message: string; position: number }[] = [];
    let unchanged = 0;
    for (const photo of finished) {
      if (photo.kind !== 'encoded') continue;
      const { path, hash, position } = photo;
      const product = products.get(path);
      if (!product || embeddings.rows.rowOf(path) !== undefined) unchanged += 1;
      else if (product.hash !== hash)
        skipped.push({
          path,
          name: 'PhotoChanged',
          message: `SHA-256 ${hash} came, expected ${product.hash}`,
          position,
        });
      else {
        added.push({ id: path, hash, embedding: photo.encoded.embedding });
        laterViews.push({ id: path, fingerprint: encoder.fingerprint, view: photo.encoded.view });
      }
    }
    const counted = (kind: Finished['kind']) => finished.filter((photo) => photo.kind === kind).length;
    const next: JobRecord = {
      ...job,
      position: job.position + finished.length,
      encoded: job.encoded + added.length,
      unchanged: job.unchanged + unchanged + counted('unchanged'),
      skipped: job.skipped + skipped.length + counted('skipped'),
    };
    const plan = await embeddings.plan([], added);
    await store.commit({
      job: next,
      ...plan,
      keepsTable: !isAnswering(encoder.fingerprint),
      laterViews,
      skipped: [
        ...skipped,
        ...finished.flatMap((photo) =>
          photo.kind === 'skipped' ? [{ ...photo.skipped, position: photo.position }] : [],
        ),
      ],
    });
    await embeddings.apply(plan, [], added);
    this.#rate.add(finished.length);
    return next;
  }

  #has(path: string): boolean {
    const fingerprint = this.#encoder?.fingerprint ?? '';
    const embeddings = this.#host.open.whole(fingerprint) ?? this.#written;
    return embeddings?.encoder.fingerprint === fingerprint && embeddings.rows.rowOf(path) !== undefined;
  }

  /** Where rows are added: those in memory, where they are, else on disk alone. To be called within `exclusively`. */
  async #embeddings(encoder: EncoderIdentity): Promise<Embeddings> {
    const whole = this.#host.open.whole(encoder.fingerprint);
    if (whole) {
      // from now on this one does not know what is added
      this.#written = undefined;
      return whole;
    }
    if (this.#written?.encoder.fingerprint === encoder.fingerprint) return this.#written;
    const { store, catalogue, products } = this.#host;
    const knn = new Line<UnheldRows>('kNN');
    knn.connect(new UnheldRows());
    const written = new Embeddings({ store, catalogue, products, knn }, encoder, async () => undefined);
    await written.reset();
    await written.fill(() => undefined);
    this.#written = written;
    return written;
  }

  /** Photos that can be read first, then the others; notes which folders those lie in. */
  async #reachableFirst(paths: readonly string[]): Promise<readonly string[]> {
    const { products, folders } = this.#host;
    const { reachable, missing } = await sortByReach(paths, products, folders, this.#given);
    this.#missing = [...new Set(missing.map((path) => products.get(path)?.folder ?? ''))].sort();
    return [...reachable, ...missing];
  }
}
