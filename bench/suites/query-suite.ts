/** Measures milliseconds per search, through the app's threads and in the search core alone. */
import type { Page } from '@playwright/test';
import { withPage } from '../browser';
import { note } from '../command';
import { buildPage } from '../page-build';
import type { SearchKind } from '../page-calls';
import { startServer } from '../server';
import { summarise, type Summary } from '../statistics';
import type { SuiteOptions, SuiteResult } from '../suite';

const DIMS = 256;
const FLOAT_BYTES = 4;
/** Rows of the large index, where reading memory takes most of the time, not the call. */
const LARGE_N = 100_000;
const KINDS: readonly SearchKind[] = ['search', 'lookalikes'];
const WARM_UP_SEARCHES = 50;
const SEARCHES_PER_ROUND = 200;
/** Least searches per round; rounds shrink in proportion as rows grow. */
const MIN_SEARCHES_PER_ROUND = 20;
const ROWS_PER_FULL_ROUND = 10_000;

type Target = 'catalogue' | 'core';

interface Measured extends Summary {
  readonly target: Target;
  readonly kind: SearchKind;
  readonly n: number;
  readonly dims: number;
  readonly k: number;
  readonly rounds: number;
  readonly searchesPerRound: number;
  readonly seed: number;
  /** Bytes of rows read per median time; absent where the time includes calls across threads. */
  readonly gigabytesPerSecond?: number;
}

async function fill(page: Page, target: Target, n: number, seed: number): Promise<void> {
  note(`query: filling the ${target} with ${n} vectors of ${DIMS} dims`);
  const vectors = { n, dims: DIMS, seed };
  if (target === 'core') await page.evaluate((options) => window.lookalikeBench.fillCore(options), vectors);
  else await page.evaluate((options) => window.lookalikeBench.fillCatalogue(options), vectors);
}

async function measure(
  page: Page,
  target: Target,
  kind: SearchKind,
  n: number,
  options: SuiteOptions,
): Promise<Measured> {
  const { k, seed, rounds } = options;
  const searchesPerRound = Math.max(
    MIN_SEARCHES_PER_ROUND,
    Math.round(SEARCHES_PER_ROUND * Math.min(1, ROWS_PER_FULL_ROUND / n)),
  );
  const timed = (searches: number, round: number) => {
    const timing = { kind, searches, k, seed: seed + 1 + round };
    return target === 'core'
      ? page.evaluate((given) => window.lookalikeBench.timeCore(given), timing)
      : page.evaluate((given) => window.lookalikeBench.timeCatalogue(given), timing);
  };
  await timed(Math.min(WARM_UP_SEARCHES, searchesPerRound), rounds);
  const times: (readonly number[])[] = [];
  for (let round = 0; round < rounds; round += 1) times.push(await timed(searchesPerRound, round));
  const summary = summarise(times);
  return {
    target,
    kind,
    n,
    dims: DIMS,
    k,
    rounds,
    searchesPerRound,
    seed,
    ...summary,
    ...(target === 'core' ? { gigabytesPerSecond: (n * DIMS * FLOAT_BYTES) / (summary.p50 * 1e6) } : {}),
  };
}

/** Measures both targets with `n` vectors, and the core with 100,000 too. */
export async function querySuite(options: SuiteOptions): Promise<SuiteResult> {
  const server = await startServer({ page: await buildPage(), encoder: options.encoder, photos: {} });
  try {
    const measured = await withPage(server, undefined, async ({ page }) => {
      const all: Measured[] = [];
      const runs: readonly (readonly [Target, number])[] = [
        ['catalogue', options.n],
        ['core', options.n],
        ['core', LARGE_N],
      ];
      for (const [target, n] of runs) {
        await fill(page, target, n, options.seed);
        for (const kind of KINDS) all.push(await measure(page, target, kind, n, options));
      }
      return all;
    });
    return { tables: [tableOf(measured, options)], results: measured.map((figures) => ({ ...figures })) };
  } finally {
    await server.close();
  }
}

function tableOf(measured: readonly Measured[], { k, rounds }: SuiteOptions) {
  const ms = (value: number) => value.toFixed(3);
  return {
    title: `query: ms per search, ${DIMS} dims float32, k = ${k}, ${rounds} rounds; catalogue = page to worker and back`,
    columns: ['target', 'n', 'min', 'p50', 'p95', 'mean ± sd', 'GB/s'],
    rows: measured.map((row) => [
      `${row.target} ${row.kind}`,
      String(row.n),
      ms(row.min),
      ms(row.p50),
      ms(row.p95),
      `${ms(row.mean)} ± ${ms(row.sd)}`,
      row.gigabytesPerSecond?.toFixed(1) ?? '',
    ]),
  };
}
