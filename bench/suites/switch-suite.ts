/** Measures the time from a switch of encoders to the first and to complete answers. */
import { withPage } from '../browser';
import { note } from '../command';
import { buildPage } from '../page-build';
import type { SwitchTimes } from '../page-calls';
import { startServer } from '../server';
import { summarise } from '../statistics';
import type { SuiteOptions, SuiteResult } from '../suite';

const DIMS = 256;
/** Most kNN threads, as in the app: more do not search faster. */
const MOST_THREADS = 8;
/** Positions of the query among the products: the last products are loaded last. */
const PLACES = { first: 0, middle: 0.5, last: 1 } as const;

interface Measured {
  readonly from: 'disk' | 'memory';
  readonly query: keyof typeof PLACES;
  readonly times: SwitchTimes;
}

/** Fills a catalogue on disk once, then opens and switches it for every round and position of the query. */
export async function switchSuite(options: SuiteOptions): Promise<SuiteResult> {
  const { k, seed, rounds } = options;
  const n = options.switchN;
  const server = await startServer({ page: await buildPage(), encoder: options.encoder, photos: {} });
  try {
    const measured = await withPage(server, undefined, async ({ page }) => {
      note(`switch: storing ${n} products with ${DIMS} dims by each of two encoders`);
      const all: Measured[] = [];
      await page.evaluate((vectors) => window.lookalikeBench.storeTwoEncoders(vectors), {
        n,
        dims: DIMS,
        seed,
      });
      const threads = await page.evaluate(() => navigator.hardwareConcurrency);
      for (let round = 0; round < rounds; round += 1) {
        for (const query of ['first', 'middle', 'last'] as const) {
          const row = Math.min(n - 1, Math.floor(PLACES[query] * n));
          const found = await page.evaluate((given) => window.lookalikeBench.timeSwitches(given), {
            n,
            dims: DIMS,
            threads: Math.min(MOST_THREADS, threads),
            k,
            row,
          });
          all.push({ from: 'disk', query, times: found.fromDisk });
          for (const times of found.fromMemory) all.push({ from: 'memory', query, times });
        }
      }
      return all;
    });
    return {
      tables: [tableOf(measured, n, options)],
      results: measured.map((figures) => ({ n, ...figures })),
    };
  } finally {
    await server.close();
  }
}

/** Each switch is a round of its own. */
function cells(samples: readonly number[]): readonly [meanAndDeviation: string, max: string] {
  const { mean, sd, max } = summarise(samples.map((sample) => [sample]));
  return [`${mean.toFixed(0)} ± ${sd.toFixed(0)}`, max.toFixed(0)];
}

function tableOf(measured: readonly Measured[], n: number, { k, rounds }: SuiteOptions) {
  const rows = (['disk', 'memory'] as const).flatMap((from) =>
    (['first', 'middle', 'last'] as const).map((query) => {
      const own = measured.filter((one) => one.from === from && one.query === query);
      return [
        from,
        query,
        ...cells(own.map(({ times }) => times.firstMs)),
        ...cells(own.map(({ times }) => times.wholeMs)),
      ];
    }),
  );
  return {
    title: `switch: ms from the switch to answers, ${n} products, ${DIMS} dims, k = ${k}, ${rounds} rounds; the other encoder's embeddings on disk or in memory`,
    columns: ['from', 'query product', 'first mean ± sd', 'first max', 'whole mean ± sd', 'whole max'],
    rows,
  };
}
