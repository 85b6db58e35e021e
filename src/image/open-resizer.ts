/** Opens what resizes photos on this thread: the SIMD kernel, or scalars where there is no SIMD. */
import { KernelResizer } from './kernel-resizer';
import bytes from './resize.bytes';
import type { Resizer } from './resizer';
import { ScalarResizer } from './scalar-resizer';

let compiling: Promise<WebAssembly.Module> | undefined;

function compiled(): Promise<WebAssembly.Module> {
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
 * A resizer with a memory of its own: the SIMD kernel, compiled once a thread, or the scalar one where SIMD is missing.
 * Rejects where there is no memory for it, or no WebAssembly at all.
 */
export async function openResizer(): Promise<Resizer> {
  try {
    return new KernelResizer(await compiled());
  } catch (error) {
    if (error instanceof WebAssembly.CompileError) return new ScalarResizer();
    throw error;
  }
}
