/** Nothing in; the WebGPU adapter that this browser would run on out. */
import type { AdapterFacts } from '../page-calls';

/** Undefined where there is none, or the browser refuses to say. */
export async function adapter(): Promise<AdapterFacts | undefined> {
  if (!('gpu' in navigator)) return undefined;
  const found = await navigator.gpu.requestAdapter();
  if (!found) return undefined;
  const { vendor, architecture, description, isFallbackAdapter } = found.info;
  const name = [vendor, architecture, description].filter((part) => part !== '').join(' ');
  return { name, software: isFallbackAdapter || /swiftshader|llvmpipe|software/i.test(name) };
}
