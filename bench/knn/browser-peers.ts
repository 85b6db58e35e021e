/** Measures a search library for browsers in a page of its own. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Metric } from '../../src/knn/metric';
import { withPage } from '../browser';
import { note, sentenceOf } from '../command';
import type { SkippedPeer } from '../peers/skipped-peer';
import type { BenchServer } from '../server';
import { percentilesOf, type PeerFigures } from './figures';
import type { BrowserPeerName } from './knn-calls';

/** Row limit: these libraries need many minutes to build a larger graph. */
export const MOST_PEER_ROWS = 20_000;
/** Queries, searched one by one; recall compares with the exact answers to the same queries. */
const SEARCHES = 200;

const MODULES: Readonly<Record<BrowserPeerName, string>> = {
  orama: '@orama/orama',
  edgevec: 'edgevec',
  hnswlib: 'hnswlib-wasm',
};

export interface BrowserPeerRun {
  readonly n: number;
  readonly dims: number;
  readonly metric: Metric;
  readonly k: number;
  readonly queries: number;
}

async function versionOf(peer: BrowserPeerName): Promise<string> {
  const file = new URL(`../../node_modules/${MODULES[peer]}/package.json`, import.meta.url);
  const { version } = JSON.parse(await readFile(fileURLToPath(file), 'utf8')) as { readonly version: string };
  return version;
}

/** Runs a peer in a page of its own. A peer that fails is skipped with a reason. */
export async function runBrowserPeer(
  server: BenchServer,
  peer: BrowserPeerName,
  { n, dims, metric, k, queries }: BrowserPeerRun,
): Promise<PeerFigures | SkippedPeer> {
  const rows = Math.min(n, MOST_PEER_ROWS);
  note(`knn: ${peer}, ${rows} rows`);
  try {
    const options = { peer, n: rows, dims, metric, k, searches: Math.min(SEARCHES, queries) };
    const { setting, fillMs, times, recall } = await withPage(
      server,
      undefined,
      ({ page }) => page.evaluate((given) => window.lookalikeBench.timePeer(given), options),
      // hnswlib-wasm makes functions from text, which the policy forbids
      { bypassCSP: true },
    );
    const version = `${await versionOf(peer)} (${setting})`;
    return { version, n: rows, threads: 1, fillMs, singleMs: percentilesOf(times), recall };
  } catch (error) {
    return { skipped: sentenceOf(error) };
  }
}
