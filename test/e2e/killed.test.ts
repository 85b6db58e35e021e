/** A job that is cut off, by a closed tab or a killed browser, in; the same job taken up and finished without loss out. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type BrowserContext } from '@playwright/test';
import { App } from './app';
import { expect, test, withoutFolderPicker } from './lookalike';
import { assortment } from './photos';

/** Enough that a job is cut off long before its end, also where the test is slow to look. */
const COUNT = 200;
const SKETCHES = assortment(COUNT);
const IDS = SKETCHES.map(({ name }) => `garments/${name}`);

/** The whole catalogue, each photo once; a photo encoded twice would have made the job's sum larger or `unchanged`. */
async function expectComplete(app: App): Promise<void> {
  await app.jobDone();
  await expect(app.job).toContainText(`${COUNT} of ${COUNT}`);
  await expect(app.job).not.toContainText('unchanged');
  await expect(app.job).not.toContainText('skipped');
  await app.expectCount(COUNT);
  expect(await app.ids(COUNT)).toEqual(IDS);
  expect(await app.lookalikesOf(IDS[COUNT - 1] ?? '')).toHaveLength(5);
}

/** SIGKILL to the browser's own process: nothing in it can tidy up. */
async function kill(context: BrowserContext): Promise<void> {
  const browser = context.browser();
  if (!browser) throw new Error('the context has no browser');
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  const pid = processInfo.find(({ type }) => type === 'browser')?.id;
  if (pid === undefined) throw new Error('the browser names no process of its own');
  const gone = new Promise<void>((resolve) => {
    context.once('close', () => {
      resolve();
    });
  });
  process.kill(pid, 'SIGKILL');
  await gone;
}

test('a closed tab’s job goes on by itself in the next one', async ({ app, context, drawn, folderOf }) => {
  await app.open();
  await app.chooseFolder(await folderOf(await drawn(SKETCHES)));
  const before = await app.doneAtLeast(16);
  expect(before).toBeLessThan(COUNT);
  await app.page.close();

  const next = new App(await context.newPage());
  await next.open();
  await expect(next.job).toBeVisible();
  expect(await next.done()).toBeGreaterThanOrEqual(before);
  await expectComplete(next);
});

test('a killed browser’s job goes on by itself, from the photos put aside, until none is missing', async ({
  drawn,
  folderOf,
  baseURL,
  launchOptions,
}) => {
  const profile = await mkdtemp(join(tmpdir(), 'lookalike-profile-'));
  const launch = async () => {
    const context = await chromium.launchPersistentContext(profile, {
      ...launchOptions,
      ...(baseURL === undefined ? {} : { baseURL }),
    });
    await withoutFolderPicker(context);
    return { context, app: new App(await context.newPage()) };
  };
  try {
    const folder = await folderOf(await drawn(SKETCHES));
    const first = await launch();
    await first.app.open();
    await first.app.chooseFolder(folder);
    const before = await first.app.doneAtLeast(16);
    expect(before).toBeLessThan(COUNT);
    await kill(first.context);
    await rm(folder, { recursive: true });

    const second = await launch();
    await second.app.open();
    await expect(second.app.job).toBeVisible();
    expect(await second.app.done()).toBeGreaterThanOrEqual(before);
    await expectComplete(second.app);
    await second.context.close();
  } finally {
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  }
});

test('a kNN worker that dies is told to whoever searches, and after a reload everything is there', async ({
  browser,
  drawn,
  folderOf,
}) => {
  // a context of its own: the error that kills the worker is on its console
  const context = await browser.newContext();
  await withoutFolderPicker(context);
  const app = new App(await context.newPage());
  await app.open();
  await app.index(await folderOf(await drawn(SKETCHES.slice(0, 12))));
  const knn = app.page.workers().find((worker) => worker.url().includes('knn.worker'));
  if (!knn) throw new Error('the page has no kNN worker');
  await Promise.all([
    context.waitForEvent('weberror'),
    knn.evaluate(() => {
      setTimeout(() => {
        throw new Error('killed by the test');
      });
    }),
  ]);
  await app.tile(IDS[0] ?? '').click();
  await expect(
    app.page
      .getByRole('region', { name: 'Search' })
      .getByText('A part of Lookalike stopped. Reload: everything stored is still there.'),
  ).toBeVisible();
  await app.page.reload();
  await app.ready();
  expect(await app.lookalikesOf(IDS[0] ?? '')).toHaveLength(5);
  await context.close();
});
