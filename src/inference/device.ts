/** Nothing in; the devices worth trying on this machine, best first, out. */
import type { Device } from '../contract/encoder';

/** WebGPU only where an adapter really answers: the API may be there without one. */
export async function devicesToTry(): Promise<readonly Device[]> {
  if (!('gpu' in navigator)) return ['wasm'];
  try {
    const adapter = await navigator.gpu.requestAdapter();
    return adapter ? ['webgpu', 'wasm'] : ['wasm'];
  } catch {
    // a blocked or broken driver throws here, which is the same answer as no adapter
    return ['wasm'];
  }
}
