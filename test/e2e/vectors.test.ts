/** Files of vectors and names, given by drop and by dialog, in; names that are browsed, found and compared, out. */
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import type { App, ShownMatch } from './app';
import { expect, test } from './lookalike';
import { assortment } from './photos';
import { names, npy, sku, vectorOf, type GivenFile } from './vector-files';

const COUNT = 900;

/** Rows whose import takes longer than the page needs to show its bar. */
const LONG = 400_000;

/** The five rows closest to one by cosine, and their scores as they are shown: arithmetic in float64 over all rows. */
function closest(row: number): ShownMatch[] {
  const dot = (a: readonly number[], b: readonly number[]) =>
    a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0);
  const query = vectorOf(row);
  return Array.from({ length: COUNT }, (_, other) => {
    const vector = vectorOf(other);
    return { other, score: dot(query, vector) / Math.sqrt(dot(query, query) * dot(vector, vector)) };
  })
    .filter(({ other }) => other !== row)
    .sort((a, b) => b.score - a.score)
    .slice(0, 5)
    .map(({ other, score }) => ({ id: sku(other), score: Number(score.toFixed(2)) }));
}

async function choose(page: Page, files: readonly GivenFile[]): Promise<void> {
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('banner').getByRole('button', { name: 'Open vectors' }).click(),
  ]);
  await chooser.setFiles([...files]);
}

/** Presses the bar's Pause as soon as it is there: a fast machine is done before a press from outside arrives. */
function pauseAtOnce(page: Page): Promise<void> {
  return page.evaluate(() => {
    const observer = new MutationObserver(() => {
      const bar = document.querySelector('section[aria-label="Opening vectors"]');
      const pause = [...(bar?.querySelectorAll('button') ?? [])].find((button) =>
        `${button.title} ${button.ariaLabel ?? ''} ${button.textContent}`.includes('Pause'),
      );
      if (!pause) return;
      observer.disconnect();
      pause.click();
    });
    observer.observe(document.body, { childList: true, subtree: true });
  });
}

/** Drags the files over the page and lets them go. */
function drop(app: App, files: readonly GivenFile[]): Promise<void> {
  return app.drop(files.map(({ name, buffer }) => ({ name, bytes: buffer })));
}

function importStatus(page: Page) {
  return page.getByRole('region', { name: 'Opening vectors' }).getByRole('status');
}

async function chooseCatalogue(page: Page, name: RegExp): Promise<void> {
  const choice = page.getByRole('radiogroup', { name: 'Catalogue' }).getByRole('radio', { name });
  // not `check`: the choice follows the address, which changes a moment after the click
  await choice.click();
  await expect(choice).toBeChecked();
}

test('vectors dropped with their names show their lookalikes, also after a reload, beside untouched photos', async ({
  app,
  drawn,
  folderOf,
}) => {
  const { page } = app;
  await app.open();
  await app.index(await folderOf(await drawn(assortment(12))));
  const photos = await app.ids(12);
  await app.job.getByRole('button', { name: 'Dismiss' }).click();

  await drop(app, [npy(COUNT), names(COUNT)]);
  await expect(importStatus(page)).toHaveText('“embeddings.npy” is open');
  await app.expectCount(COUNT);
  const before = await app.lookalikesOf(sku(2));
  expect(before).toEqual(closest(2));

  await page.reload();
  await app.expectCount(COUNT);
  await expect(page.getByText('names from names.txt')).toBeVisible();
  expect(await app.lookalikesOf(sku(2))).toEqual(before);

  await chooseCatalogue(page, /^Photos/);
  await app.expectCount(12);
  expect(await app.ids(12)).toEqual(photos);
  await app.lookalikesOf(photos[4] ?? '');
  await expect(app.alert).toBeHidden();
  await page.goBack();
  await app.expectCount(COUNT);
});

test('a product is found by the beginning of its name, and by another metric has other scores', async ({
  app,
}) => {
  const { page } = app;
  await app.open();
  await choose(page, [names(COUNT), npy(COUNT)]);
  await app.expectCount(COUNT);
  const find = page.getByRole('searchbox', { name: 'Find by name' });
  await find.fill('sku-0012');
  await expect(page.getByText('10 names begin with “sku-0012”.')).toBeVisible();
  await expect(app.catalogue.getByRole('button')).toHaveCount(10);
  await find.fill('sku-00123');
  await find.press('Enter');
  await expect(app.search.getByTitle(sku(123), { exact: true })).toBeVisible();
  expect(await app.matches()).toEqual(closest(123));
  await find.fill('nothing');
  await expect(page.getByText('No name begins with “nothing”.')).toBeVisible();
  await find.fill('');
  await expect(app.tile(sku(0))).toBeVisible();

  await page.getByRole('radiogroup', { name: 'Compare by' }).getByRole('radio', { name: 'L2' }).check();
  await expect(app.results.getByRole('button').first()).toContainText('-0.');
  await page.keyboard.press('Escape');
  await expect(app.search).toBeHidden();
  await page.getByRole('button', { name: 'Empty the catalogue' }).click();
  await page.getByRole('button', { name: /^Really remove all/ }).click();
  await expect(page.getByRole('heading', { name: 'Drop vectors and their names anywhere.' })).toBeVisible();
});

test('vectors have a lookalike table too, which another metric puts out of date', async ({ app }) => {
  const { page, table } = app;
  await page.addInitScript(() => {
    Reflect.deleteProperty(window, 'showSaveFilePicker');
    Reflect.deleteProperty(Window.prototype, 'showSaveFilePicker');
  });
  await app.open();
  await choose(page, [names(COUNT), npy(COUNT)]);
  await app.expectCount(COUNT);
  await page.keyboard.press('t');
  await table.getByLabel('Lookalikes per product').fill('5');
  await table.getByRole('button', { name: 'Start' }).click();
  await expect(table.getByRole('status')).toHaveText('The lookalike table is ready');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    table.getByRole('button', { name: 'TSV' }).click(),
  ]);
  const lines = (await readFile(await download.path(), 'utf8')).trimEnd().split('\n');
  expect(lines).toHaveLength(COUNT);
  expect(lines[123]).toBe([sku(123), ...closest(123).map(({ id }) => id)].join('\t'));

  await page.getByRole('radiogroup', { name: 'Compare by' }).getByRole('radio', { name: 'Dot' }).check();
  await expect(table.getByRole('status')).toHaveText(
    'The lookalike table is out of date: it was made by another metric',
  );
  await table.getByRole('button', { name: 'Make again' }).click();
  await expect(table.getByRole('status')).toHaveText('The lookalike table is ready');
});

test('where memory is short the page says so first, and with full values on disk the answers are the same', async ({
  app,
}) => {
  const { page, table } = app;
  await page.addInitScript(() => {
    // in GiB: half of it is less than the vectors take
    Object.defineProperty(Navigator.prototype, 'deviceMemory', { get: () => 0.0001 });
  });
  await app.open();
  await choose(page, [names(COUNT), npy(COUNT)]);
  await expect(app.alert).toContainText('These vectors may not fit into this device’s memory.');
  await expect(page.getByRole('heading', { name: 'Drop vectors and their names anywhere.' })).toBeHidden();
  await app.alert.getByRole('button', { name: 'Full values on disk' }).click();
  await expect(app.alert).toBeHidden();
  await app.expectCount(COUNT);
  await expect(page.getByText('full values on disk')).toBeVisible();
  expect(await app.lookalikesOf(sku(2))).toEqual(closest(2));

  await page.reload();
  await app.expectCount(COUNT);
  expect(await app.lookalikesOf(sku(3))).toEqual(closest(3));
  await page.keyboard.press('t');
  await table.getByRole('button', { name: 'Start' }).click();
  await expect(table.getByRole('status')).toHaveText('The lookalike table is ready');

  await choose(page, [names(COUNT), npy(COUNT)]);
  await app.alert.getByRole('button', { name: 'All in memory' }).click();
  await expect(page.getByText('full values on disk')).toBeHidden();
  await app.expectCount(COUNT);
  expect(await app.lookalikesOf(sku(2))).toEqual(closest(2));
});

test('files that do not belong together are refused with the numbers, and nothing is opened', async ({
  app,
}) => {
  const { page } = app;
  await app.open();
  await drop(app, [npy(12), names(11)]);
  await expect(app.alert).toContainText('There are 11 names but 12 vectors');
  await drop(app, [names(11)]);
  await expect(app.alert).toContainText('only names came (“names.txt”)');
  await drop(app, [npy(3), npy(4, 'more.npy')]);
  await expect(app.alert).toContainText('2 files of vectors came (“embeddings.npy”, “more.npy”)');
  await expect(app.start).toBeVisible();
  await expect(page.getByRole('radiogroup', { name: 'Catalogue' })).toBeHidden();

  await drop(app, [npy(12)]);
  await expect(page.getByRole('region', { name: 'Opening vectors' })).toContainText(
    'called by their row, from 0',
  );
  await expect(app.alert).toBeHidden();
  await expect(app.tile('11')).toBeVisible();
});

test('a photo dropped on vectors is refused, and several go to the photos', async ({ app, drawn }) => {
  const photos = await drawn(assortment(3));
  await app.open();
  await drop(app, [npy(20), names(20)]);
  await app.expectCount(20);
  await app.drop(photos.slice(0, 1));
  await expect(app.alert).toContainText('A photo cannot be searched among these vectors');
  await app.drop(photos);
  await app.jobDone();
  await app.expectCount(3);
  await expect(app.alert).toBeHidden();
  await chooseCatalogue(app.page, /^Vectors/);
  await app.expectCount(20);
});

test('an import is paused and cancelled by its bar, and then nothing is there; one cut off is told at the next start', async ({
  app,
}) => {
  const { page } = app;
  await app.open();
  await pauseAtOnce(page);
  await choose(page, [npy(LONG)]);
  const bar = page.getByRole('region', { name: 'Opening vectors' });
  await expect(importStatus(page)).toHaveText('Paused: “embeddings.npy”');
  await bar.getByRole('button', { name: 'Resume' }).click();
  await expect(importStatus(page)).toHaveText('Opening “embeddings.npy”');
  await bar.getByRole('button', { name: 'Cancel' }).click();
  await expect(importStatus(page)).toHaveText('Cancelled: “embeddings.npy”. Nothing of it was kept.');
  await bar.getByRole('button', { name: 'Dismiss' }).click();
  await expect(bar).toBeHidden();
  const empty = page.getByRole('heading', { name: 'Drop vectors and their names anywhere.' });
  await page.reload();
  await expect(empty).toBeVisible();
  await expect(bar).toBeHidden();

  await pauseAtOnce(page);
  await choose(page, [npy(LONG)]);
  await expect(importStatus(page)).toHaveText('Paused: “embeddings.npy”');
  await page.reload();
  await expect(importStatus(page)).toContainText('“embeddings.npy” was cut off when its tab closed');
  await expect(empty).toBeVisible();
});

test('vectors fit windows of 320, 390 and 1280 px', async ({ app }) => {
  const { page } = app;
  await app.open();
  await drop(app, [npy(60, `${'long-name-'.repeat(8)}.npy`), names(60)]);
  await app.lookalikesOf(sku(3));
  for (const width of [320, 390, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    await expect
      .poll(() => page.evaluate(() => document.documentElement.scrollWidth))
      .toBeLessThanOrEqual(width);
    await expect(page.getByRole('searchbox', { name: 'Find by name' })).toBeInViewport({ ratio: 1 });
    await expect(app.results.getByRole('button').first()).toBeInViewport({ ratio: 1 });
  }
});
