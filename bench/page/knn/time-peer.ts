/** Times how a library fills and searches, and how much of the exact answers it finds. */
import { ExactIndex } from '../../../src/knn/exact-index';
import type { BrowserPeerFigures, BrowserPeerName, BrowserPeerOptions } from '../../knn/knn-calls';
import type { OpenPeer } from './peers/peer';
import { fetchQueries, rowBlocks } from './served-vectors';

/** Imported on demand, so that the page of other suites stays small. */
const OPEN: Readonly<Record<BrowserPeerName, () => Promise<OpenPeer>>> = {
  orama: async () => (await import('./peers/orama')).openOrama,
  edgevec: async () => (await import('./peers/edgevec')).openEdgevec,
  hnswlib: async () => (await import('./peers/hnswlib')).openHnswlib,
};

/** Searches before the first measured one. */
const WARM_UP = 10;
const REPORT_ROWS = 5000;

/** In the page's own thread, which is where these libraries work. */
export async function timePeer(options: BrowserPeerOptions): Promise<BrowserPeerFigures> {
  const { peer: name, n, dims, metric, k, searches } = options;
  const open = await OPEN[name]();
  const peer = await open(n, dims, metric);
  const exact = await ExactIndex.create({ dims, metric, rowsPerShard: n });
  let fillMs = 0;
  for await (const block of rowBlocks(n, dims)) {
    const first = exact.append(block);
    const vectors = Array.from({ length: exact.rows - first }, (_, i) => exact.vector(first + i));
    const start = performance.now();
    for (const [i, vector] of vectors.entries()) {
      await peer.add(first + i, vector);
      if ((first + i + 1) % REPORT_ROWS === 0) console.info(`knn: ${name} has ${first + i + 1} of ${n} rows`);
    }
    fillMs += performance.now() - start;
  }
  // an index returns vectors normalised as its metric needs them
  const asked = await ExactIndex.create({ dims, metric, rowsPerShard: searches });
  asked.append((await fetchQueries()).slice(0, searches * dims));
  for (let q = 0; q < Math.min(WARM_UP, asked.rows); q += 1) await peer.search(asked.vector(q), k);
  const times: number[] = [];
  let [wanted, found] = [0, 0];
  for (let q = 0; q < asked.rows; q += 1) {
    const query = asked.vector(q);
    const start = performance.now();
    const rows = await peer.search(query, k);
    times.push(performance.now() - start);
    const right = exact.search(query, k);
    wanted += right.length;
    found += right.filter(({ row }) => rows.includes(row)).length;
  }
  return { setting: peer.setting, fillMs, times, recall: found / wanted };
}
