/** Describes the WebGPU adapter that this browser would use. */
import type { AdapterFacts } from '../page-calls';

/** Undefined where there is none, or the browser does not describe it. */
export async function adapter(): Promise<AdapterFacts | undefined> {
  if (!('gpu' in navigator)) return undefined;
  const found = await navigator.gpu.requestAdapter();
  if (!found) return undefined;
  const { vendor, architecture, description, isFallbackAdapter } = found.info;
  const name = [vendor, architecture, description].filter((part) => part !== '').join(' ');
  return { name, software: isFallbackAdapter || /swiftshader|llvmpipe|software/i.test(name) };
}
