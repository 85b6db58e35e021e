/** Times a few small blocks on WASM and on a GPU, and chooses which of the two compares the others. */
import { pairReason } from './pair-reason';

export type PairDevice = 'wasm' | 'webgpu';

/** How the next block is to be compared. */
export interface BlockPlan {
  readonly device: PairDevice;
  /** At most so many rows; default: as many as a block has. */
  readonly rows?: number;
  /** Whether nothing else may be under way with it, because its time counts in the trial. */
  readonly isAlone: boolean;
  /** After so many milliseconds on the GPU, WASM compares the rest of the block. Default: never. */
  readonly limitMs?: number;
}

/** What a block took. */
export interface BlockTime {
  /** Number of pairs of rows compared, approximately. */
  readonly pairs: number;
  readonly ms: number;
  /** Why a GPU did not compare all of it. */
  readonly gaveUp?: string | undefined;
}

/** Rows of a block of the trial: a few tens of milliseconds on WASM. */
const TRIAL_ROWS = 128;
/** Blocks that each device is timed by, in turn. */
const SAMPLES = 3;
/** An adapter that takes longer for so few rows is no faster than WASM; one that is emulated by the CPU does. */
const LIMIT_MS = 1500;

/**
 * Chooses a device for one job. WASM compares blocks until a GPU is ready and known to be faster. It always compares
 * the first block: before that rows may want everything, so no device could rule anything out. One block warms the GPU
 * up, uncounted; then both devices take three each in turn. The better of a device's rates counts, because other work
 * on the machine only ever slows one down.
 */
export class DeviceTrial {
  readonly #isForced: boolean;
  readonly #rates: Record<PairDevice, number[]> = { wasm: [], webgpu: [] };
  #state: 'waiting' | 'ready' | 'warm' | 'decided';
  #device: PairDevice = 'wasm';
  #why: string | undefined;
  #blocks = 0;
  #hasGpuFailed = false;

  /** @param wanted a device forces the choice; `webgpu` is replaced by WASM only if it fails. */
  constructor(wanted: PairDevice | 'auto') {
    this.#state = wanted === 'wasm' ? 'decided' : 'waiting';
    this.#isForced = wanted === 'webgpu';
  }

  /** What compares the blocks; `wasm` until the trial has shown otherwise. */
  get device(): PairDevice {
    return this.#device;
  }

  /** Why it is not a GPU, or by how much a GPU is faster, in the form of `refuse`; undefined while nothing is known. */
  get why(): string | undefined {
    return this.#why;
  }

  /** Whether a GPU that had been chosen failed. */
  get hasGpuFailed(): boolean {
    return this.#hasGpuFailed;
  }

  /** A GPU is ready. */
  ready(): void {
    if (this.#state !== 'waiting') return;
    if (this.#isForced) this.#decide('webgpu', undefined);
    else this.#state = 'ready';
  }

  /**
   * There is no GPU, or it has failed: WASM compares all blocks that are left.
   *
   * @param why of `pair-reason.ts`, or the browser's own message
   */
  refuse(why: string): void {
    this.#decide('wasm', why);
  }

  plan(): BlockPlan {
    const { webgpu, wasm } = this.#rates;
    if (this.#state === 'decided') return { device: this.#device, isAlone: false };
    if (this.#state === 'waiting' || this.#blocks === 0) return { device: 'wasm', isAlone: false };
    const trial = { rows: TRIAL_ROWS, isAlone: true };
    if (this.#state === 'warm' && wasm.length === webgpu.length) return { ...trial, device: 'wasm' };
    return { ...trial, device: 'webgpu', limitMs: LIMIT_MS };
  }

  /** A block of `plan` was compared. */
  told({ device, isAlone }: BlockPlan, { pairs, ms, gaveUp }: BlockTime): void {
    this.#blocks += 1;
    if (gaveUp !== undefined) {
      // blocks that were under way with the first failed one report the same failure
      this.#hasGpuFailed ||= this.#device === 'webgpu';
      this.refuse(gaveUp);
      return;
    }
    if (!isAlone || this.#state === 'decided') return;
    if (this.#state === 'ready') {
      this.#state = 'warm';
      return;
    }
    const { webgpu, wasm } = this.#rates;
    this.#rates[device].push(pairs / Math.max(ms, Number.MIN_VALUE));
    if (wasm.length < SAMPLES || webgpu.length < SAMPLES) return;
    const [gpuRate, cpuRate] = [Math.max(...webgpu), Math.max(...wasm)];
    const rates = pairReason({ code: 'pair-rates', webgpu: millions(gpuRate), wasm: millions(cpuRate) });
    this.#decide(gpuRate > cpuRate ? 'webgpu' : 'wasm', rates);
  }

  #decide(device: PairDevice, why: string | undefined): void {
    this.#state = 'decided';
    this.#device = device;
    this.#why = why;
  }
}

/** Of pairs in a millisecond, in a second; two digits count. */
function millions(rate: number): number {
  return Number((rate / 1000).toPrecision(2));
}
