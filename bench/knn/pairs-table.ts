/** Makes the table of the times of all pairs on WASM and on a GPU. */
import { reasonText } from '../../src/app/messages/reason-text';
import type { Table } from '../table';
import { allPairsGflops } from './figures';
import type { GpuPairsFigures } from './measure-pairs-on-gpu';
import type { TableFacts } from './tables';

/** One line per device; the answers are the same. */
export function pairsTable(
  { n, dims, k, metric }: TableFacts,
  wasmSeconds: number,
  gpu: GpuPairsFigures,
): Table {
  const how = gpu.asked === 'auto' ? 'chosen by the trial' : 'forced';
  const adapter = `${gpu.adapter}${gpu.isSoftware ? ', emulated by the CPU' : ''}`;
  return {
    title:
      `knn: lookalikes of all rows by device; n = ${n}, ${dims} dims, k = ${k}, ${metric}` +
      (gpu.why === undefined ? '' : `; ${reasonText(gpu.why)}`),
    columns: ['by', 'adapter', 's', 'GFLOP/s'],
    rows: [
      ['wasm', '', wasmSeconds.toFixed(1), allPairsGflops(n, dims, wasmSeconds).toFixed(0)],
      [
        `${gpu.device}, ${how}`,
        adapter,
        gpu.seconds.toFixed(1),
        allPairsGflops(n, dims, gpu.seconds).toFixed(0),
      ],
    ],
  };
}
