/** Searches with EdgeVec, a graph in WebAssembly with SIMD, with its own defaults. */
import init, { EdgeVec, EdgeVecConfig } from 'edgevec';
import wasmUrl from 'edgevec/edgevec_bg.wasm?url';
import { unknownMetric, type OpenPeer } from './peer';

export const openEdgevec: OpenPeer = async (_, dims, metric) => {
  if (metric === 'dot') throw unknownMetric(metric);
  await init({ module_or_path: wasmUrl });
  const config = new EdgeVecConfig(dims);
  // for vectors of length 1 the nearest have the highest cosine; EdgeVec's own `cosine` finds the farthest
  config.metric = 'l2';
  const index = new EdgeVec(config);
  return {
    setting: 'graph, its defaults',
    add: (_row, vector) => index.insert(vector),
    search: (query, k) => {
      const found = index.search(query, k) as readonly { readonly id: number }[];
      // it counts from 1
      return found.map(({ id }) => id - 1);
    },
  };
};
