/** Measures the app's search over all threads, and other libraries beside it. */
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { withPage } from '../browser';
import { note } from '../command';
import { runBrowserPeer } from '../knn/browser-peers';
import { compareNative } from '../knn/compare-native';
import { RECIPE } from '../knn/draw-vectors';
import { allPairsGflops, type OwnFigures, type PeerAgreement, type PeerResult } from '../knn/figures';
import type { KnnOptions, PeerName } from '../knn/knn-options';
import type { OpenedFigures } from '../knn/knn-calls';
import { measureBatch, measureOpening, measureSingles, searchesOf } from '../knn/measure-own';
import { measurePairsOnGpu } from '../knn/measure-pairs-on-gpu';
import { pairsTable } from '../knn/pairs-table';
import { growthTable, openingTable, peersTable, threadsTable, type TableFacts } from '../knn/tables';
import { drawnVectors, openVectors, queriesAmong, type VectorFiles } from '../knn/vector-file';
import { buildPage } from '../page-build';
import { startServer, type BenchServer } from '../server';
import type { SuiteOptions, SuiteResult } from '../suite';

/** A run with all its inputs. */
interface Run {
  readonly server: BenchServer;
  readonly vectors: VectorFiles;
  /** Folder of the files of answers. */
  readonly answers: string;
  readonly options: KnnOptions;
  readonly rounds: number;
  readonly facts: TableFacts;
}

interface OwnResult {
  readonly byThreads: readonly OwnFigures[];
  /** Over all threads. */
  readonly full: OwnFigures;
  readonly allPairsSeconds: number | null;
  readonly opened: OpenedFigures;
}

/** Measures the app's index by threads and then the peers, or with `--growth` the app's index by size. */
export async function knnSuite({ knn: options, rounds, encoder }: SuiteOptions): Promise<SuiteResult> {
  const answers = fileURLToPath(new URL(`../../.bench/knn-${process.pid}`, import.meta.url));
  await mkdir(answers, { recursive: true });
  try {
    const vectors = await vectorsOf(options, answers);
    const server = await startServer({ page: await buildPage(), encoder, photos: {}, vectors, answers });
    try {
      const { n, dims } = vectors.rows;
      const source = options.vectors.kind === 'file' ? options.vectors.path : RECIPE;
      const { k, metric, format } = options;
      const facts = { n, dims, k, metric, format, source };
      const run: Run = { server, vectors, answers, options, rounds, facts };
      return options.growth ? await grow(run, options.growth) : await compare(run);
    } finally {
      await server.close();
    }
  } finally {
    await rm(answers, { recursive: true, force: true });
  }
}

async function vectorsOf({ vectors }: KnnOptions, folder: string): Promise<VectorFiles> {
  if (vectors.kind === 'drawn') return drawnVectors(vectors.n, vectors.dims, vectors.seed);
  const rows = await openVectors(vectors.path);
  return { rows, queries: await queriesAmong(rows, join(folder, 'queries.npy')) };
}

async function grow({ server, options, rounds, facts }: Run, steps: readonly number[]): Promise<SuiteResult> {
  const { k, metric, format, threads } = options;
  const { dims } = facts;
  const measured: OwnFigures[] = [];
  // each has its own page, so that the previous one's memory is freed
  for (const n of steps) {
    measured.push(
      await withPage(server, undefined, ({ page }) =>
        measureSingles(page, { n, dims, k, metric, format, threads, rounds }),
      ),
    );
  }
  const headline = { ...facts, threads, rounds, growth: measured };
  return { tables: [growthTable(facts, measured)], results: [headline], headline };
}

async function compare(run: Run): Promise<SuiteResult> {
  const { options, rounds, facts } = run;
  const own = await measureOwn(run);
  const peers: (readonly [string, PeerResult])[] = [];
  for (const peer of options.peers) peers.push(...(await runPeer(run, peer)));

  const onGpu = options.allPairs ? await measurePairsOnGpu(run.server, { ...options, ...facts }) : undefined;
  const { full, allPairsSeconds, opened } = own;
  const agreement = agreementWithFaiss(peers);
  const headline = {
    ...facts,
    ...full,
    ...opened,
    rounds,
    allPairsSeconds,
    allPairsGflops: allPairsSeconds === null ? null : allPairsGflops(facts.n, facts.dims, allPairsSeconds),
    allPairsOnGpu: onGpu ?? null,
    byThreads: own.byThreads,
    peers: Object.fromEntries(peers),
    overlapWithFaiss: agreement?.overlap ?? null,
    equalListsWithFaiss: agreement?.equalLists ?? null,
    comparedWithFaiss: agreement === undefined ? null : { over: agreement.over, lists: agreement.lists },
  };
  const tables = [
    threadsTable(facts, own.byThreads, allPairsSeconds),
    openingTable(facts, options.threads, opened),
  ];
  if (onGpu && allPairsSeconds !== null) tables.push(pairsTable(facts, allPairsSeconds, onGpu));
  if (peers.length > 0) tables.push(peersTable(facts, { figures: full, allPairsSeconds }, peers));
  return { tables, results: [headline], headline };
}

/** Measures from one thread to all. Answers are stored and all pairs computed only with all threads. */
async function measureOwn({ server, vectors, options, rounds }: Run): Promise<OwnResult> {
  const { k, metric, format, threads: most, allPairs } = options;
  const { n, dims } = vectors.rows;
  const byThreads: OwnFigures[] = [];
  for (let threads = 1; threads < most; threads += 1) {
    byThreads.push(
      await withPage(server, undefined, async ({ page }) => {
        const singles = await measureSingles(page, { n, dims, k, metric, format, threads, rounds });
        return { ...singles, batchMsPerQuery: await measureBatch(page, k, rounds, vectors.queries.n) };
      }),
    );
  }
  const opened = await withPage(server, undefined, ({ page }) =>
    measureOpening(page, { n, dims, k, threads: most, rounds }),
  );
  return withPage(server, undefined, async ({ page }) => {
    const singles = await measureSingles(page, { n, dims, k, metric, format, threads: most, rounds });
    const full = { ...singles, batchMsPerQuery: await measureBatch(page, k, rounds, vectors.queries.n) };
    await page.evaluate((matches) => window.lookalikeBench.sendAnswers(matches), k);
    if (allPairs) note(`knn: lookalikes of all ${n} rows`);
    const pairs = allPairs
      ? await page.evaluate((options) => window.lookalikeBench.timePairs(options), {
          k,
          device: 'wasm',
        } as const)
      : null;
    return { byThreads: [...byThreads, full], full, allPairsSeconds: pairs?.seconds ?? null, opened };
  });
}

/** Results of faiss with float32 rows; Debian's if the current release did not run. */
function agreementWithFaiss(peers: readonly (readonly [string, PeerResult])[]): PeerAgreement | undefined {
  for (const name of ['faiss', 'faiss-debian']) {
    const result = peers.find(([peer]) => peer === name)?.[1];
    if (result !== undefined && 'agreement' in result) return result.agreement;
  }
  return undefined;
}

async function runPeer(run: Run, peer: PeerName): Promise<readonly (readonly [string, PeerResult])[]> {
  const { server, vectors, answers, options, rounds } = run;
  const { k, metric, threads, python: systemPython, allPairs } = options;
  const { n, dims } = vectors.rows;
  if (peer === 'orama' || peer === 'edgevec' || peer === 'hnswlib') {
    const figures = await runBrowserPeer(server, peer, { n, dims, metric, k, queries: vectors.queries.n });
    return [[peer, figures]];
  }
  const singles = searchesOf(n, rounds);
  return compareNative(peer, {
    ...{ systemPython, vectors, k, metric, threads, singles, rounds, allPairs, answers },
  });
}
