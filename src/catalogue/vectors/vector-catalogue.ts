/** Keeps one whole import of vectors on disk, and answers from it as a catalogue. */
import { LookalikeError, hasName } from '../../shared/errors';
import type { Metric } from '../../knn/metric';
import { rowBytes } from '../../knn/shard-layout';
import { refusal } from '../../contract/reasons';
import type { Database } from '../../store/database';
import { Passports } from '../../store/passports';
import type { PassportRecord } from '../../store/schema';
import { Store } from '../../store/store';
import { TableStore } from '../../store/table-store';
import type { ImportProgress, MemoryOptions, VectorsFacts, VectorsState } from '../../contract/vectors';
import { Catalogue } from '../catalogue';
import type { KnnCalls } from '../embeddings/embeddings';
import { SerialQueue } from '../../shared/serial-queue';
import { VectorImport, type VectorSource } from './vector-import';

/** The page is told at most this often; it draws no faster anyway. */
const NOTIFY_MS = 200;

function factsOf(passport: PassportRecord): VectorsFacts {
  const { name, namesFrom, fingerprint, rows, dims, metric, format, importedAt } = passport;
  return { name, namesFrom, fingerprint, rows, dims, metric, format, importedAt };
}

function refuseTooLarge(
  { name, rows, dims }: VectorSource['facts'],
  { format, memoryBytes = Infinity }: MemoryOptions,
): void {
  const needed = rows * rowBytes(dims, false);
  if (format !== undefined || needed <= memoryBytes) return;
  throw refusal('MemoryShort', {
    code: 'memory-short',
    file: name,
    bytes: needed,
    most: memoryBytes,
    onDiskBytes: rows * rowBytes(dims, true),
  });
}

/**
 * The catalogue of vectors. Every import is a catalogue of its own within the database, so that one that is cut off,
 * cancelled or refused leaves the one before it as it was.
 */
export class VectorCatalogue {
  readonly #db: Database;
  readonly #passports: Passports;
  readonly #listeners: ((state: VectorsState) => void)[] = [];
  #knn: KnnCalls | undefined;
  #passport: PassportRecord | undefined;
  /** Of the passport, once its vectors are in the index. */
  #catalogue: Catalogue | undefined;
  #import: VectorImport | undefined;
  #interrupted: ImportProgress | undefined;
  readonly #writes = new SerialQueue();
  #notifying: ReturnType<typeof setTimeout> | undefined;

  constructor(db: Database) {
    this.#db = db;
    this.#passports = new Passports(db);
  }

  connectKnn(knn: KnnCalls): void {
    this.#knn = knn;
  }

  subscribe(listener: (state: VectorsState) => void): void {
    this.#listeners.push(listener);
  }

  /**
   * The open catalogue, at once where there is one, even while its vectors come in; otherwise when whatever is under
   * way has ended. Undefined where nothing is stored.
   */
  async opened(): Promise<Catalogue | undefined> {
    if (!this.#catalogue) await this.#writes.ended;
    return this.#catalogue;
  }

  /** Reads what is stored, and removes what imports that never came to their end have left. */
  async start(): Promise<VectorsState> {
    for (const passport of await this.#passports.all()) {
      if (passport.state === 'whole') {
        this.#passport = passport;
        continue;
      }
      if (passport.state === 'importing') {
        const { name, rows } = passport;
        this.#interrupted = { name, state: 'interrupted', total: rows, done: 0, perSecond: 0 };
      }
      await this.#storeOf(passport).clear();
    }
    return this.#whole();
  }

  /** Brings the stored vectors into the index. */
  async open(): Promise<void> {
    await this.#writes.run(async () => {
      if (this.#passport && !this.#catalogue && !this.#import?.isUnderWay) await this.#fill(this.#passport);
    });
  }

  /** Resolves once the import is on its way; how it ends is told by the state. Rejects with `ImportRunning`, `MemoryShort`. */
  async import(source: VectorSource, metric: Metric, memory: MemoryOptions = {}): Promise<void> {
    this.#refuseWhileImporting();
    refuseTooLarge(source.facts, memory);
    const running = new VectorImport(source, metric, () => {
      this.#changed();
    });
    this.#import = running;
    this.#interrupted = undefined;
    this.#changed();
    const passport: PassportRecord = {
      ...source.facts,
      metric,
      format: memory.format ?? 'f32',
      importedAt: Date.now(),
      catalogue: `vectors/${crypto.randomUUID()}`,
      state: 'importing',
    };
    try {
      await this.#writes.run(() => this.#passports.put(passport));
    } catch (error) {
      this.#import = undefined;
      this.#changed();
      throw error;
    }
    // nothing else may use the index until the import has ended, but the caller need not wait for that
    void this.#writes.run(() => this.#carryOut(running, passport));
  }

  /** Fills the index anew. Rejects with `RowInvalid` where a row has no direction; then the former metric stays. */
  async compareBy(metric: Metric): Promise<void> {
    this.#refuseWhileImporting();
    await this.#writes.run(async () => {
      const former = this.#passport;
      if (!former || former.metric === metric) return;
      try {
        await this.#fill({ ...former, metric });
        await this.#passports.put({ ...former, metric });
      } catch (error) {
        await this.#fill(former);
        if (!hasName(error, 'VectorInvalid')) throw error;
        throw refusal('RowInvalid', { code: 'some-rows-zero' }, { cause: error });
      }
    });
  }

  pause(): void {
    this.#import?.pause();
  }

  resume(): void {
    this.#import?.resume();
  }

  /** Resolves when nothing of the import is left. */
  async cancel(): Promise<void> {
    this.#import?.cancel();
    await this.#writes.ended;
  }

  dismiss(): void {
    if (this.#import?.isUnderWay) return;
    this.#import = undefined;
    this.#interrupted = undefined;
    this.#changed();
  }

  /** Removes the vectors from disk and index. */
  async clear(): Promise<void> {
    this.#refuseWhileImporting();
    await this.#writes.run(async () => {
      const passport = this.#passport;
      if (!passport) return;
      await this.#leave();
      this.#passport = undefined;
      await this.#knn?.reset(1);
      await this.#storeOf(passport).clear();
      this.dismiss();
      this.#changed();
    });
  }

  async #carryOut(running: VectorImport, passport: PassportRecord): Promise<void> {
    const former = this.#passport;
    try {
      await this.#leave();
      const catalogue = await this.#catalogueOf(passport);
      await running.fill(catalogue);
      const whole: PassportRecord = { ...passport, state: 'whole' };
      await this.#passports.put(whole, ...(former ? [{ ...former, state: 'leaving' as const }] : []));
      this.#passport = whole;
      this.#catalogue = catalogue;
      running.finish();
    } catch (error) {
      running.fail(error);
      // what cannot be removed now is removed at the next start: its passport says that it never was whole
      await this.#storeOf(passport)
        .clear()
        .catch(() => undefined);
      await (former ? this.#fill(former) : this.#knn?.reset(1))?.catch(() => undefined);
      this.#changed();
      return;
    }
    // the same holds of what has been replaced
    if (former)
      await this.#storeOf(former)
        .clear()
        .catch(() => undefined);
  }

  /** Brings a catalogue's vectors into the index, in the place of whatever is there. */
  async #fill(passport: PassportRecord): Promise<void> {
    await this.#leave();
    const catalogue = await this.#catalogueOf(passport);
    this.#passport = passport;
    this.#catalogue = catalogue;
    this.#changed();
    try {
      await catalogue.filled();
    } catch (error) {
      await this.#leave();
      throw error;
    }
  }

  async #leave(): Promise<void> {
    const left = this.#catalogue;
    this.#catalogue = undefined;
    await left?.leave();
    this.#changed();
  }

  async #catalogueOf({ catalogue: name, ...encoder }: PassportRecord): Promise<Catalogue> {
    const catalogue = new Catalogue(this.#storeOf({ catalogue: name }), new TableStore(this.#db, name), name);
    const knn = this.#knn;
    if (knn) catalogue.connectKnn(() => knn);
    catalogue.subscribe(() => {
      if (catalogue === this.#catalogue) this.#changed();
    });
    await catalogue.open(encoder);
    return catalogue;
  }

  #storeOf({ catalogue }: Pick<PassportRecord, 'catalogue'>): Store {
    return new Store(this.#db, catalogue);
  }

  #refuseWhileImporting(): void {
    if (!this.#import?.isUnderWay) return;
    throw new LookalikeError('ImportRunning', `“${this.#import.progress().name}” is being imported`);
  }

  #whole(): VectorsState {
    return {
      stored: this.#passport && factsOf(this.#passport),
      catalogue: this.#catalogue?.state,
      job: this.#import?.progress() ?? this.#interrupted,
    };
  }

  #changed(): void {
    if (this.#notifying !== undefined) return;
    this.#notifying = setTimeout(() => {
      this.#notifying = undefined;
      const state = this.#whole();
      for (const listener of this.#listeners) listener(state);
    }, NOTIFY_MS);
  }
}
