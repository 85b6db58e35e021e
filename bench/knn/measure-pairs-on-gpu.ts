/** Times the lookalikes of all rows where a GPU is forced or may be chosen. */
import type { PairDevice } from '../../src/knn/device-trial';
import { withPage } from '../browser';
import { note, sentenceOf } from '../command';
import type { BenchServer } from '../server';
import type { PairsFigures, PoolOptions } from './knn-calls';

export interface GpuPairsOptions extends PoolOptions {
  readonly k: number;
  readonly device: PairDevice | 'auto';
}

export interface GpuPairsFigures extends PairsFigures {
  readonly adapter: string;
  readonly isSoftware: boolean;
  readonly asked: PairDevice | 'auto';
}

/** Undefined if only WASM is measured, or with `auto` and no adapter but one emulated by the CPU. */
export async function measurePairsOnGpu(
  server: BenchServer,
  { n, dims, metric, format, threads, k, device }: GpuPairsOptions,
): Promise<GpuPairsFigures | undefined> {
  if (device === 'wasm') return undefined;
  try {
    return await withPage(server, 'webgpu', async ({ page, adapter }) => {
      const { name = 'unknown adapter', software: isSoftware = false } = adapter ?? {};
      if (device === 'auto' && isSoftware) {
        note(
          `knn: ${name} is emulated by the CPU: all pairs are not measured on it, --device webgpu forces it`,
        );
        return undefined;
      }
      note(`knn: lookalikes of all ${n} rows with ${name}, --device ${device}`);
      const pool = { n, dims, metric, format, threads };
      await page.evaluate((options) => window.lookalikeBench.fillPool(options), pool);
      const timed = await page.evaluate((options) => window.lookalikeBench.timePairs(options), { k, device });
      return { ...timed, adapter: name, isSoftware, asked: device };
    });
  } catch (error) {
    if (device === 'webgpu') throw error;
    note(`knn: all pairs on WASM alone: ${sentenceOf(error)}`);
    return undefined;
  }
}
