/** Finds the lookalikes of every row of an index in parts, block by block, with checkpoints to resume from. */
import type { Deal } from './deal';
import { DeviceTrial, type BlockPlan, type PairDevice } from './device-trial';
import { queriesAtOnce } from './exact-index';
import { dealHeaps, gatherHeaps } from './dealt-heaps';
import { asCosine, bestFirst, emptyHeaps, mergeMatches, type Heaps, type RowMatch } from './heaps';
import type { IndexPart } from './index-part';
import type { Metric } from './metric';
import type { PairAnswer } from './pairing';

/** The lookalikes of one row. */
export interface RowLookalikes {
  readonly row: number;
  /** The k best others, best first; fewer where there are fewer. */
  readonly matches: readonly RowMatch[];
}

/** All that a resumed run needs, also if the rows are dealt to another number of parts by then. */
export interface PairCheckpoint {
  /** The first row whose lookalikes are not found yet. */
  readonly row: number;
  /** The heaps of all rows from there on, removed ones too, in the order of rows; the receiver owns them. */
  readonly kept: Heaps;
}

export interface PairOptions {
  /** Default: from the first row on. */
  readonly from?: PairCheckpoint;
  /**
   * Called before every block with the number of rows since the last checkpoint: says whether to make one. Once it
   * returns true, no block begins until the checkpoint is made. Default: none is made. None is made after the last row.
   */
  readonly isCheckpointDue?: (rows: number) => boolean;
  /**
   * What compares the blocks. Default `auto`: a GPU if there is one, the work is long enough to try it, and it turns
   * out to be faster. Answers are the same.
   */
  readonly device?: PairDevice | 'auto';
  /** Products of two values from which on `auto` tries a GPU. Default 2^38: at most some ten seconds of one thread. */
  readonly worthATrial?: number;
  /** Ends the work within one slice of a block. */
  readonly signal?: AbortSignal;
}

/** Some rows' lookalikes. */
export interface PairStep {
  readonly rows: readonly RowLookalikes[];
  /** The row after the last of them, removed rows counted. */
  readonly end: number;
  readonly checkpoint?: PairCheckpoint;
  /** What compares the blocks by now. */
  readonly device: PairDevice;
  /** Why this device was chosen, or why it is no GPU; absent if no GPU was to be tried, or the trial is not over. */
  readonly why?: string | undefined;
  /** Whether a GPU that had been chosen failed. */
  readonly hasGpuFailed: boolean;
}

/** What is to be compared. */
export interface PairTask {
  readonly k: number;
  /** Rows ever added. */
  readonly rows: number;
  readonly dims: number;
  readonly metric: Metric;
}

/** A block of rows about which all parts have been asked. */
interface Asking {
  readonly names: Uint32Array<ArrayBuffer>;
  readonly answers: Promise<PairAnswer[]>;
}

/** Opening a GPU, copying rows to it and trying it take a second or two. */
const WORTH_A_TRIAL = 2 ** 38;
/** Blocks under way at once: parts that are done with one find the next. */
const AHEAD = 3;

/** A part's answer with the rows' numbers in the whole. */
export function inWhole(deal: Deal, part: number, matches: readonly RowMatch[]): RowMatch[] {
  return matches.map(({ row, score }) => ({ row: deal.rowOf(part, row), score }));
}

/** One comparison of all rows with each other; rows must be neither added nor removed until it ends. */
export class AllPairs {
  readonly #parts: readonly IndexPart[];
  readonly #deal: Deal;
  readonly #task: PairTask;

  constructor(parts: readonly IndexPart[], deal: Deal, task: PairTask) {
    this.#parts = parts;
    this.#deal = deal;
    this.#task = task;
  }

  /** As `IndexPool.lookalikes`. */
  async *run({
    from,
    isCheckpointDue = () => false,
    device = 'auto',
    worthATrial = WORTH_A_TRIAL,
    signal,
  }: PairOptions): AsyncGenerator<PairStep> {
    const { k, rows, dims } = this.#task;
    signal?.throwIfAborted();
    const stopped = new Promise<never>((_, reject) => {
      signal?.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
    });
    // avoids an unhandled rejection if the signal fires while nothing awaits this promise
    stopped.catch(() => undefined);
    // parts differ in speed: a block that arrived early must still be compared after those before it
    let asked: Promise<unknown> = Promise.resolve();
    const trial = new DeviceTrial(device);
    try {
      await Promise.race([Promise.all(this.#parts.map((part) => part.startPairs(k))), stopped]);
      let row = from?.row ?? 0;
      let since = row;
      if (from) await this.#restore(from);
      const products = ((rows - row) ** 2 * dims) / 2;
      const isTried = device === 'auto' ? products >= worthATrial : device === 'webgpu';
      const starting = isTried ? this.#startGpu(trial) : undefined;
      // a forced GPU must be open before the first block begins
      if (device === 'webgpu') await Promise.race([starting, stopped]);
      const under: { readonly found: Promise<RowLookalikes[]>; readonly end: number }[] = [];
      const isHeld = () => row > since && isCheckpointDue(row - since);
      while (row < rows || under.length > 0) {
        while (row < rows && under.length < AHEAD && !isHeld()) {
          const plan = trial.plan();
          if (plan.isAlone && under.length > 0) break;
          const most = plan.rows ?? queriesAtOnce(dims);
          const end = Math.min(row + most, this.#deal.blockEnd(row), rows);
          const found = this.#compare(row, end, asked, plan, trial);
          asked = found.asked;
          under.push({ found: found.merged, end });
          row = end;
          if (plan.isAlone) break;
        }
        const next = under.shift();
        if (!next) continue;
        // a race against a long-lived promise keeps its result in memory as long as that promise
        await Promise.race([next.found.then(() => undefined), stopped]);
        const found = await next.found;
        const { device: chosen, why, hasGpuFailed } = trial;
        const step = { rows: found, end: next.end, device: chosen, why, hasGpuFailed };
        // the rows' heaps belong to one row, as a checkpoint needs, only while no block is under way
        if (under.length > 0 || row === rows) yield step;
        else {
          yield { ...step, checkpoint: { row, kept: await this.#kept(row) } };
          since = row;
        }
      }
    } finally {
      // if the caller left the loop, no question may reach a part after `endPairs`
      await asked.catch(() => undefined);
      await Promise.all(this.#parts.map((part) => part.endPairs()));
    }
  }

  async #kept(row: number): Promise<Heaps> {
    const { rows, k } = this.#task;
    const ofParts = await Promise.all(
      this.#parts.map((part, i) =>
        part.kept(this.#deal.countBefore(i, row), this.#deal.countBefore(i, rows)),
      ),
    );
    return gatherHeaps(this.#deal, row, rows, k, ofParts);
  }

  async #restore({ row, kept }: PairCheckpoint): Promise<void> {
    const { rows, k } = this.#task;
    if (kept.k !== k || kept.rows.length !== (rows - row) * k) {
      throw new RangeError(
        `a checkpoint of ${kept.rows.length / kept.k} rows with ${kept.k} each came, expected ${rows - row} with ${k}`,
      );
    }
    const ofParts = dealHeaps(this.#deal, this.#parts.length, row, kept);
    await Promise.all(
      this.#parts.map(async (part, i) => {
        const own = ofParts[i];
        if (own) await part.restore(this.#deal.countBefore(i, row), own);
      }),
    );
  }

  /** Opens all parts' GPUs and reports the outcome to the trial; never rejects. */
  async #startGpu(trial: DeviceTrial): Promise<void> {
    try {
      await Promise.all(this.#parts.map((part) => part.startGpu()));
      trial.ready();
    } catch (error) {
      // if a part is dead, the next block that it is asked about rejects; nothing to report here
      trial.refuse(error instanceof Error ? error.message : String(error));
    }
  }

  /**
   * Compares a block, and reports its time to the trial.
   *
   * @returns `merged` may reject before anything awaits it
   */
  #compare(
    first: number,
    end: number,
    before: Promise<unknown>,
    plan: BlockPlan,
    trial: DeviceTrial,
  ): { readonly asked: Promise<unknown>; readonly merged: Promise<RowLookalikes[]> } {
    const from = performance.now();
    const asked = this.#ask(first, end, before, plan);
    const merged = asked.then(async (asking) => {
      const answers = await asking.answers;
      const gaveUp = answers.find((answer) => answer.gaveUp !== undefined)?.gaveUp;
      const pairs = (end - first) * (this.#task.rows - first);
      trial.told(plan, { pairs, ms: performance.now() - from, gaveUp });
      return this.#merged(asking.names, answers);
    });
    // `run` awaits `merged` and reports a rejection; this only avoids an unhandled one before that
    merged.catch(() => undefined);
    return { asked, merged };
  }

  /**
   * Makes the parts compare rows `first` to before `end`, which one part holds, with all rows after them.
   *
   * @param before resolves when the parts have been asked about the rows before these
   * @returns resolves when the parts have been asked, not when they have answered
   */
  async #ask(
    first: number,
    end: number,
    before: Promise<unknown>,
    { device, limitMs }: BlockPlan,
  ): Promise<Asking> {
    const holder = this.#deal.partOf(first);
    const own = this.#deal.ownOf(first);
    const [block] = await Promise.all([this.#parts[holder]?.block(own, own + end - first), before]);
    if (!block) return { names: new Uint32Array(0), answers: Promise.resolve([]) };
    const names = block.rows.map((row) => this.#deal.rowOf(holder, row));
    const answers = Promise.all(
      this.#parts.map((part, i) =>
        part.pair({
          vectors: block.vectors,
          floors: block.floors,
          names,
          ...(i === holder ? { selves: block.rows } : {}),
          from: this.#deal.countBefore(i, first),
          device,
          ...(limitMs === undefined ? {} : { limitMs }),
        }),
      ),
    );
    return { names, answers };
  }

  #merged(names: Uint32Array, parts: readonly PairAnswer[]): RowLookalikes[] {
    const { k, metric } = this.#task;
    return Array.from(names, (row, q) => {
      const best = mergeMatches(
        parts.flatMap(({ found, kept = emptyHeaps(0, k) }, i) => [
          inWhole(this.#deal, i, bestFirst(found, q)),
          bestFirst(kept, q),
        ]),
        k,
      );
      return { row, matches: metric === 'cosine' ? best.map(asCosine) : best };
    });
  }
}
