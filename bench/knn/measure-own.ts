/** Measures the app's own index on an open page. */
import type { Page } from '@playwright/test';
import type { Metric, RowFormat } from '../../src/knn/metric';
import { note } from '../command';
import { percentile } from '../statistics';
import { gigabytesPerSecond, percentilesOf, type OwnFigures } from './figures';
import type { OpenedFigures } from './knn-calls';

const WARM_UP = 20;
const SEARCHES_PER_ROUND = 200;
/** Least searches per round; rounds shrink in proportion as rows grow. */
const MIN_SEARCHES_PER_ROUND = 40;
const ROWS_PER_FULL_ROUND = 10_000;

export interface OwnOptions {
  readonly n: number;
  readonly dims: number;
  readonly k: number;
  readonly metric: Metric;
  readonly format: RowFormat;
  readonly threads: number;
  readonly rounds: number;
}

/** Single searches per run, the same number for peers. */
export function searchesOf(n: number, rounds: number): number {
  const share = Math.min(1, ROWS_PER_FULL_ROUND / n);
  return rounds * Math.max(MIN_SEARCHES_PER_ROUND, Math.round(SEARCHES_PER_ROUND * share));
}

/** Fills the workers and times single searches. */
export async function measureSingles(
  page: Page,
  { n, dims, k, metric, format, threads, rounds }: OwnOptions,
): Promise<OwnFigures> {
  note(`knn: ${n} vectors of ${dims} dims to ${threads} thread${threads === 1 ? '' : 's'}`);
  const filled = await page.evaluate((options) => window.lookalikeBench.fillPool(options), {
    n,
    dims,
    metric,
    format,
    threads,
  });
  const timed = (from: number, searches: number) =>
    page.evaluate((options) => window.lookalikeBench.timePool(options), { k, from, searches });
  await timed(0, WARM_UP);
  const singleMs = percentilesOf(await timed(WARM_UP, searchesOf(n, rounds)));
  return {
    threads,
    n,
    dims,
    ...filled,
    singleMs,
    gigabytesPerSecond: gigabytesPerSecond(n, dims, singleMs.p50),
  };
}

/** Milliseconds per query of the filled workers, all queries at once: the median of the rounds. */
export async function measureBatch(page: Page, k: number, rounds: number, queries: number): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    times.push(await page.evaluate((matches) => window.lookalikeBench.timeBatch(matches), k));
  }
  return percentile(times, 0.5) / queries;
}

/**
 * Computes medians of the rounds. Each round reloads the page, which frees the workers' memory and reads IndexedDB
 * again.
 */
export async function measureOpening(
  page: Page,
  { n, dims, k, threads, rounds }: Omit<OwnOptions, 'metric' | 'format'>,
): Promise<OpenedFigures> {
  note(`knn: storing ${n} products`);
  await page.evaluate((options) => window.lookalikeBench.storeCatalogue(options), { n, dims });
  const opened: OpenedFigures[] = [];
  for (let round = 0; round < rounds; round += 1) {
    await page.reload();
    opened.push(
      await page.evaluate((options) => window.lookalikeBench.openCatalogue(options), { dims, threads, k }),
    );
  }
  const median = (figure: keyof OpenedFigures) =>
    percentile(
      opened.map((round) => round[figure]),
      0.5,
    );
  return { listedMs: median('listedMs'), openMs: median('openMs'), filledMs: median('filledMs') };
}
