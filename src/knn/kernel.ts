/** Compiles the SIMD kernel once per thread, and binds it to the memory of each shard. */
import bytes from './kernel.bytes';

/**
 * The kernel on one memory. `kernel.as.ts`, and the files that it exports from, say what each function does and
 * expects. Addresses are in bytes.
 */
export interface Kernel {
  place(groups: number, groupShift: number, stride: number, inFile: boolean, l2: boolean): void;
  stage(at: number, rows: number, marks: number, pairs: number, pairRoom: number): void;
  forget(): void;
  pack(first: number, count: number, from: number): void;
  drop(row: number): void;
  /** 1 or 0. */
  isDropped(row: number): number;
  ask(
    queries: number,
    shorts: number,
    facts: number,
    heaps: number,
    selves: number,
    names: number,
    floors: number,
    count: number,
    k: number,
  ): void;
  keep(heaps: number, floors: number, capacity: number, k: number): void;
  raise(row: number, floor: number): void;
  sketch(
    directions: number,
    values: number,
    gap: number,
    rows: number,
    capacity: number,
    queries: number,
    room: number,
    heads: number,
  ): void;
  sketchRows(first: number, count: number, from: number): void;
  sketchQueries(): void;
  reachOf(query: number, row: number): number;
  scan(count: number, firstRow: number): void;
  multiply(from: number, to: number, firstRow: number, half: boolean): void;
  compareListed(pairs: number, count: number, from: number, to: number, firstRow: number): void;
  exact(x: number, y: number): number;
}

/** Values per step of the kernel: a row's stride is its dims rounded up to a multiple of this, zeros behind. */
export const KERNEL_STEP = 16;
/** What a heap has where it has no row. */
export const NO_ROW = 0xffff_ffff;

const FUNCTIONS = [
  'place',
  'stage',
  'forget',
  'pack',
  'drop',
  'isDropped',
  'ask',
  'keep',
  'raise',
  'sketch',
  'sketchRows',
  'sketchQueries',
  'reachOf',
  'scan',
  'multiply',
  'compareListed',
  'exact',
] as const;

let compiling: Promise<WebAssembly.Module> | undefined;

/**
 * Compiles the kernel; later calls get the same module, a call after a failure tries again.
 * Rejects with `WebAssembly.CompileError` where WebAssembly or its SIMD is missing.
 */
export function loadKernel(): Promise<WebAssembly.Module> {
  if (!compiling) {
    const attempt = WebAssembly.compile(bytes);
    compiling = attempt;
    attempt.catch(() => {
      compiling = undefined;
    });
  }
  return compiling;
}

/**
 * Puts the compiled kernel on a memory; cheap and synchronous. The instance keeps the memory alive.
 *
 * @param fetch reads the float32 values of consecutive rows from their file to an address; called only for rows in one
 */
export function bindKernel(
  kernel: WebAssembly.Module,
  memory: WebAssembly.Memory,
  fetch: (row: number, count: number, to: number) => void = refuseFetch,
): Kernel {
  const { exports } = new WebAssembly.Instance(kernel, { env: { memory }, rows: { fetch } });
  if (!isKernel(exports)) throw new TypeError(`the kernel does not export all of ${FUNCTIONS.join(', ')}`);
  return exports;
}

function isKernel(exports: object): exports is Kernel {
  return FUNCTIONS.every((name) => typeof Reflect.get(exports, name) === 'function');
}

function refuseFetch(row: number): never {
  throw new TypeError(`row ${row} was to be fetched from a file, expected it in memory`);
}
