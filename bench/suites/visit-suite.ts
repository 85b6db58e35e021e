/** Measures seconds from the address to the demo's first answer, at a first and a second visit. */
import { chromium, type BrowserContext } from '@playwright/test';
import { CHROMIUM_ARGS, ensureChromium } from '../../test/chromium';
import { buildApp } from '../app-build';
import { note } from '../command';
import { startServer } from '../server';
import { summarise, type Summary } from '../statistics';
import type { SuiteOptions, SuiteResult } from '../suite';

const VISITS = ['first', 'second'] as const;
const MARKS = ['heading', 'demo products', 'first answer', 'encoder ready'] as const;
type Mark = (typeof MARKS)[number];

interface Measured extends Summary {
  readonly visit: (typeof VISITS)[number];
  readonly mark: Mark;
  readonly rounds: number;
}

/** Milliseconds since the navigation, by the browser's clock. */
async function visit(context: BrowserContext, address: string): Promise<Record<Mark, number>> {
  const page = await context.newPage();
  // a slow visit is a valid figure, so the timeout is long
  page.setDefaultTimeout(120_000);
  await page.goto(address, { waitUntil: 'commit' });
  const now = () => page.evaluate(() => performance.now());
  await page.getByRole('heading', { name: 'Lookalike', level: 1 }).waitFor();
  const heading = await now();
  const product = page.getByRole('list', { name: 'Catalogue' }).getByRole('button').first();
  await product.locator('img').waitFor();
  const products = await now();
  await product.click();
  await page.getByRole('list', { name: 'Top 5 lookalikes' }).locator('img').nth(4).waitFor();
  const answer = await now();
  await page.locator('.header-device[data-device]').waitFor();
  const encoder = await now();
  // the second visit would work offline: its files are cached by then
  await page.waitForFunction(async () => {
    const kept = await caches.open('models-and-runtime');
    return navigator.serviceWorker.controller !== null && (await kept.keys()).length >= 4;
  });
  await page.close();
  return { heading, 'demo products': products, 'first answer': answer, 'encoder ready': encoder };
}

/** Gives every round a fresh profile on disk, so that its first visit finds no cache. The server is local. */
export async function visitSuite({ rounds }: SuiteOptions): Promise<SuiteResult> {
  const server = await startServer({ page: await buildApp(), encoder: undefined, photos: {} });
  const samples = Object.fromEntries(VISITS.map((name) => [name, [] as Record<Mark, number>[]]));
  try {
    for (let round = 0; round < rounds; round++) {
      note(`visit: round ${round + 1} of ${rounds}`);
      const context = await chromium.launchPersistentContext('', {
        executablePath: ensureChromium(),
        headless: true,
        args: [...CHROMIUM_ARGS],
      });
      try {
        for (const name of VISITS) samples[name]?.push(await visit(context, `${server.origin}/?demo`));
      } finally {
        await context.close();
      }
    }
  } finally {
    await server.close();
  }
  const results: Measured[] = VISITS.flatMap((name) =>
    MARKS.map((mark) => ({
      visit: name,
      mark,
      rounds,
      ...summarise((samples[name] ?? []).map((marks) => [marks[mark]])),
    })),
  );
  return {
    tables: [
      {
        title: `visit: ms from the address to each sight of ?demo, ${rounds} rounds`,
        columns: ['visit, sight', 'mean', 'sd', 'min', 'max'],
        rows: results.map(({ visit: name, mark, mean, sd, min, max }) => [
          `${name}, ${mark}`,
          ...[mean, sd, min, max].map((ms) => ms.toFixed(0)),
        ]),
      },
    ],
    results: results.map((measured) => ({ ...measured })),
  };
}
