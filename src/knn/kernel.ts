/** Nothing in; the SIMD kernel out: compiled once per thread, put on as many memories as there are shards. */
import bytes from './kernel.bytes';

/**
 * Dot products of one query with consecutive rows, all in the memory that the kernel was put on; the arithmetic
 * stands in `kernel.as.ts`. Addresses are bytes, `stride` is in float32 values and a multiple of 16.
 */
export type DotProducts = (
  query: number,
  rows: number,
  count: number,
  stride: number,
  scores: number,
) => void;

/** Values per step of the kernel: a row's stride is its dims rounded up to a multiple of this, zeros behind. */
export const KERNEL_STEP = 16;

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

/** Puts the compiled kernel on a memory; cheap and synchronous. The instance keeps the memory alive. */
export function bindKernel(kernel: WebAssembly.Module, memory: WebAssembly.Memory): DotProducts {
  const { dotProducts } = new WebAssembly.Instance(kernel, { env: { memory } }).exports;
  if (!isDotProducts(dotProducts)) throw new TypeError('the kernel exports no function dotProducts');
  return dotProducts;
}

function isDotProducts(exported: WebAssembly.ExportValue | undefined): exported is DotProducts {
  return typeof exported === 'function';
}
