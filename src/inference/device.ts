/** Lists the devices worth trying on this machine, best first. */
import type { Device } from '../contract/encoder';

/** Lists WebGPU only if an adapter really answers: the API may be there without one. */
export async function devicesToTry(): Promise<readonly Device[]> {
  if (!('gpu' in navigator)) return ['wasm'];
  try {
    const adapter = await navigator.gpu.requestAdapter();
    return adapter ? ['webgpu', 'wasm'] : ['wasm'];
  } catch {
    // a blocked or broken driver throws here: treat it as no adapter
    return ['wasm'];
  }
}
