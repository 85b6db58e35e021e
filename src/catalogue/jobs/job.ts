/** Hashes, encodes and commits a list of photos, batch after batch, until it is done, paused or stopped. */
import type { JobProgress } from '../../contract/job';
import type { PhotoFailure } from '../../contract/photo';
import { LookalikeError, asError, nameOf, type ErrorName } from '../../shared/errors';
import { sha256 } from '../../shared/sha256';
import type { JobRecord } from '../../store/schema';
import type { CatalogueContext } from '../catalogue-context';
import type { PhotoSource } from './photo-source';
import type { Finished, PhotoWork } from './photo-work';
import type { RateMeter } from '../../shared/rate';

/** Photos encoded and committed together: what a killed tab loses at most. */
const BATCH_PHOTOS = 16;
/** Batches read and encoded ahead of the one being committed, so that encoder and disk work at the same time. */
const BATCHES_AHEAD = 2;
/** Larger files are no product photos and would not fit in memory beside each other. */
const MAX_BYTES = 200_000_000;

/** The photos of a batch up to the first that no source has. */
interface Prepared {
  readonly finished: readonly Finished[];
  readonly lacksSource: boolean;
}

/** Where a job stands, without what only its owner knows. */
export function progressOf(record: JobRecord, rate: RateMeter): Omit<JobProgress, 'queued' | 'vanished'> {
  const { id, state, folder, total, position, encoded, unchanged, skipped, failure } = record;
  const running = state === 'running';
  return {
    id,
    state,
    folder,
    total,
    done: position,
    encoded,
    unchanged,
    skipped,
    perSecond: running ? rate.perSecond : 0,
    etaMs: running ? rate.etaMs(total - position) : undefined,
    failure,
  };
}

/** The failure that a job shows for an error. */
export function failureOf(thrown: unknown, otherwise: ErrorName): PhotoFailure {
  const error = asError(thrown);
  return { name: nameOf(error) ?? otherwise, message: error.message };
}

/** One job. What becomes of its photos is up to its work. */
export class Job {
  readonly #context: CatalogueContext;
  #record: JobRecord;
  readonly #paths: readonly string[];
  readonly #source: PhotoSource;
  readonly #work: PhotoWork;
  #running: Promise<void> | undefined;
  #halt: (() => void) | undefined;

  constructor(
    context: CatalogueContext,
    record: JobRecord,
    paths: readonly string[],
    source: PhotoSource,
    work: PhotoWork,
  ) {
    this.#context = context;
    this.#record = record;
    this.#paths = paths;
    this.#source = source;
    this.#work = work;
  }

  get record(): JobRecord {
    return this.#record;
  }

  get paths(): readonly string[] {
    return this.#paths;
  }

  get source(): PhotoSource {
    return this.#source;
  }

  /** Goes on from the checkpoint until a state other than `running` is reached; a second call joins the first. */
  run(): Promise<void> {
    this.#running ??= this.#carryOut().finally(() => {
      this.#running = undefined;
    });
    return this.#running;
  }

  /** Stops after the batch in hand and resolves once that is stored. */
  async stop(state: 'paused' | 'cancelled'): Promise<void> {
    if (this.#record.state === 'done') return;
    await this.#set(state);
    await this.#running;
  }

  /**
   * Stops at once and leaves the state as it is: what is encoded and not yet stored is dropped. Resolves when nothing of
   * the job is under way; `run` goes on from the checkpoint.
   */
  async halt(): Promise<void> {
    this.#halt?.();
    await this.#running;
  }

  /** Resolves when the job runs no more, whatever became of it. */
  async settled(): Promise<void> {
    await this.#running;
  }

  /** Makes a stopped job ready to `run` again. */
  async ready(): Promise<void> {
    await this.#running;
    const { failure: _gone, ...rest } = this.#record;
    const record: JobRecord = { ...rest, state: 'running' };
    await this.#save(record);
    this.#record = record;
    this.#context.changed.emit();
  }

  async #set(state: JobRecord['state']): Promise<void> {
    this.#record = { ...this.#record, state };
    await this.#save(this.#record);
    this.#context.changed.emit();
  }

  async #carryOut(): Promise<void> {
    const halted = new Promise<'halted'>((resolve) => {
      this.#halt = () => {
        resolve('halted');
      };
    });
    const ahead: Promise<Prepared>[] = [];
    let next = this.#record.position;
    const prepareNext = () => {
      if (next >= this.#paths.length) return;
      const batch = this.#prepare(next, Math.min(next + BATCH_PHOTOS, this.#paths.length));
      // awaited in its turn; without this an early failure would count as unhandled
      batch.catch(() => undefined);
      ahead.push(batch);
      next += BATCH_PHOTOS;
    };
    try {
      for (let i = 0; i <= BATCHES_AHEAD; i++) prepareNext();
      while (this.#record.state === 'running') {
        const prepared = await Promise.race([ahead.shift(), halted]);
        if (prepared === 'halted') return;
        if (!prepared) {
          await this.#set('done');
          continue;
        }
        const { finished, lacksSource } = prepared;
        if (!lacksSource) prepareNext();
        if (finished.length > 0) await this.#store(finished);
        // what was prepared behind the gap is not stored: positions count what is done without one
        if (lacksSource && this.record.state === 'running') await this.#set('waiting-for-folder');
      }
    } catch (error) {
      // it was just paused or cancelled: that it could not go on is of no use to the user any more
      if (this.#record.state !== 'running') return;
      this.#record = { ...this.#record, state: 'failed', failure: failureOf(error, 'EncoderFailed') };
      this.#context.changed.emit();
      // where even this cannot be stored, the checkpoint still says `running`, and the next start goes on from it
      await this.#save(this.#record).catch(() => undefined);
    }
  }

  /** The record alone. */
  #save(job: JobRecord): Promise<void> {
    return this.#context.store.commit({ job });
  }

  async #store(finished: readonly Finished[]): Promise<void> {
    const before = this.#record;
    const stored = await this.#work.commit(before, finished);
    // a pause or cancel that came while the batch was being stored must survive it
    this.#record = { ...stored, state: this.#record.state };
    if (this.#record.state !== before.state) await this.#save(this.#record);
    this.#context.changed.emit();
  }

  async #prepare(from: number, to: number): Promise<Prepared> {
    const positions = Array.from({ length: to - from }, (_, i) => from + i);
    const read = await Promise.all(positions.map((position) => this.#read(position)));
    const toEncode: { position: number; path: string; photo: Blob; hash: string }[] = [];
    const finished: Finished[] = [];
    const gap = read.indexOf('no-source');
    for (const photo of gap < 0 ? read : read.slice(0, gap)) {
      // there is none before the first
      if (photo === 'no-source') continue;
      if ('kind' in photo) finished.push(photo);
      else toEncode.push(photo);
    }
    if (toEncode.length > 0) {
      const outcomes = await this.#work.encodeBatch(toEncode.map(({ photo }) => photo));
      toEncode.forEach((photo, i) => {
        const outcome = outcomes[i];
        if (!outcome) {
          throw new LookalikeError(
            'EncoderFailed',
            `${outcomes.length} outcomes for ${toEncode.length} photos`,
          );
        }
        finished.push(
          'encoded' in outcome
            ? { kind: 'encoded', ...photo, encoded: outcome.encoded }
            : this.#skip(photo.position, outcome.failure),
        );
      });
    }
    return { finished: finished.sort((a, b) => a.position - b.position), lacksSource: gap >= 0 };
  }

  async #read(
    position: number,
  ): Promise<Finished | 'no-source' | { position: number; path: string; photo: Blob; hash: string }> {
    const path = this.#paths[position] ?? '';
    if (this.#work.isSettled(path)) return { kind: 'unchanged', position };
    try {
      const photo = await this.#source.photo(position);
      if (!photo) return 'no-source';
      if (photo.size > MAX_BYTES) {
        throw new LookalikeError('PhotoTooLarge', `${photo.size} bytes, at most ${MAX_BYTES} were expected`);
      }
      const hash = await sha256(await photo.arrayBuffer());
      if (this.#work.isUnchanged(path, hash)) return { kind: 'unchanged', position };
      return { position, path, photo, hash };
    } catch (error) {
      return this.#skip(position, failureOf(error, 'PhotoUnreadable'));
    }
  }

  #skip(position: number, failure: PhotoFailure): Finished {
    return { kind: 'skipped', position, skipped: { path: this.#paths[position] ?? '', ...failure } };
  }
}
