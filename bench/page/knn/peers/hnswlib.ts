/** Searches with hnswlib, a graph in WebAssembly. */
import { loadHnswlib } from 'hnswlib-wasm';
import type { Metric } from '../../../../src/knn/metric';
import type { OpenPeer } from './peer';

const SPACES = { cosine: 'cosine', dot: 'ip', l2: 'l2' } as const satisfies Record<Metric, string>;
/** The library's defaults: neighbours in the graph, candidates at building, seed. */
const GRAPH = [16, 200, 100] as const;
/** Candidates of a search; its default, 10, finds little. */
const EF_SEARCH = 64;

/** Its glue code makes functions from text, which the app's content policy forbids: the page must bypass it. */
export const openHnswlib: OpenPeer = async (n, dims, metric) => {
  const library = await loadHnswlib();
  const index = new library.HierarchicalNSW(SPACES[metric], dims, '');
  index.initIndex(n, ...GRAPH);
  index.setEfSearch(EF_SEARCH);
  return {
    setting: `graph, its defaults, efSearch ${EF_SEARCH}`,
    add: (row, vector) => {
      index.addPoint(vector, row, false);
    },
    search: (query, k) => index.searchKnn(query, k, undefined).neighbors,
  };
};
