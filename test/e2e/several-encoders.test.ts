/** Two encoders on one catalogue in; proof that one embeds while the other answers, that they switch without a reload, and can be compared, out. */
import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import type { BrowserContext } from '@playwright/test';
import { DEFAULT_MODEL } from '../../src/shared/shipped-models';
import { vit } from '../encoders/networks';
import { App } from './app';
import { EncodersPanel, TRIAL_MS } from './encoders-panel';
import { complaintsOf, expect, test, withoutFolderPicker } from './lookalike';
import { assortment, writeFolder } from './photos';
import { PROCESSOR } from './with-hub';

const PHOTOS = 24;

/** One page for all: each test goes on from what the one before has left. */
test.describe.configure({ mode: 'serial', timeout: 360_000 });
let folder = '';
let context: BrowserContext;
let complaints: readonly string[];
let app: App;
let encoders: EncodersPanel;

test.beforeAll(async ({ browser, browserName, drawn }, { project }) => {
  context = await browser.newContext({ baseURL: project.use.baseURL ?? '' });
  await withoutFolderPicker(context);
  complaints = complaintsOf(context);
  app = new App(await context.newPage());
  encoders = new EncodersPanel(app);
  await app.open();
  folder = await writeFolder(await drawn(assortment(PHOTOS)), 'garments', browserName);
  await app.index(folder);
});

test.afterEach(() => {
  expect(complaints, 'errors on the console').toEqual([]);
});

test.afterAll(async () => {
  await context.close();
  // the other encoder reads the photos from where they are
  await rm(dirname(folder), { recursive: true, force: true });
});

async function expectNoFinding({ page }: App): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual(
    [],
  );
}

test('one embeds while the other answers; a switch needs no reload and finds each one’s own answers', async () => {
  const { page } = app;
  const id = (await app.ids(PHOTOS))[0]!;
  const before = await app.lookalikesOf(id);
  await page.evaluate(() => {
    document.documentElement.dataset['visit'] = 'the same';
  });
  await encoders.open();
  await encoders.give('tiny', { 'tiny.onnx': vit('fp32').model, 'preprocessor_config.json': PROCESSOR });
  await expect(encoders.row('tiny')).toContainText(`None of ${PHOTOS} embedded yet`);
  await encoders.embed('tiny');
  // the one in use has not changed
  expect(await app.matches()).toEqual(before);
  await expect(encoders.row('tiny')).toContainText(`${PHOTOS} of ${PHOTOS} embedded · 2.3 kB`);

  await encoders.use('tiny');
  await expect.poll(() => app.matches()).not.toEqual(before);
  const byTiny = await app.matches();
  await encoders.use(DEFAULT_MODEL);
  await expect.poll(() => app.matches()).toEqual(before);
  await encoders.use('tiny');
  await expect.poll(() => app.matches()).toEqual(byTiny);
  await expect(page.locator('html')).toHaveAttribute('data-visit', 'the same');

  // another tab can neither switch nor embed, and this one goes on
  const second = new App(await context.newPage());
  await second.page.goto('/');
  await expect(second.alert).toContainText('Lookalike is open in another tab.');
  const theirs = new EncodersPanel(second);
  await theirs.open();
  await theirs.row(DEFAULT_MODEL).getByRole('button', { name: 'Use', exact: true }).click();
  await expect(second.alert).toContainText('Lookalike is open in another tab.');
  await expect(theirs.panel.getByRole('button', { name: /^Embed/ })).toHaveCount(0);
  await second.page.close();
  expect(await app.matches()).toEqual(byTiny);

  // the choice outlasts a reload
  await page.reload();
  await app.ready();
  expect(await app.lookalikesOf(id)).toEqual(byTiny);
});

test('encoders are compared by keyboard, also 320 px wide, and embeddings deleted alone', async () => {
  const { page } = app;
  await encoders.open();
  await encoders.use(DEFAULT_MODEL);
  const compare = page.getByRole('region', { name: 'Compare encoders' });
  await encoders.panel.getByRole('button', { name: 'Compare' }).press('Enter');
  const figures = compare.getByRole('region', { name: 'Figures' }).getByRole('row');
  await expect(figures).toHaveCount(3);
  await expect(figures.nth(2)).toContainText(/tiny–\d+\.\d%–[\d.,]+\d\.\d kB/, { timeout: TRIAL_MS });
  const tops = compare.getByRole('list', { name: /^Top 5 by/ });
  await expect(tops).toHaveCount(2);
  await expect(tops.first().getByRole('button')).toHaveCount(5);
  const next = await tops.nth(1).getByRole('button').first().getAttribute('title');
  await tops.nth(1).getByRole('button').first().press('Enter');
  await expect(compare.locator('.compare-query .tile')).toHaveAttribute('title', next!);
  await expect(tops.first().getByTitle(next!, { exact: true })).toHaveCount(0);
  await page.keyboard.press('e');
  await expectNoFinding(app);
  await page.setViewportSize({ width: 320, height: 800 });
  // the grid lays its columns out anew once it has seen its width
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  await expectNoFinding(app);
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.keyboard.press('Escape');
  await expect(compare).toHaveCount(0);

  await page.keyboard.press('e');
  const row = encoders.row('tiny');
  await row.getByRole('button', { name: 'Delete embeddings of tiny' }).click();
  await expect(row.getByRole('status')).toHaveText('Delete 2.3 kB? The encoder and your products stay.');
  await row.getByRole('button', { name: 'Delete the embeddings of tiny' }).click();
  await expect(row).toContainText(`None of ${PHOTOS} embedded yet`);
  await expect(encoders.row(DEFAULT_MODEL)).toContainText(`${PHOTOS} of ${PHOTOS} embedded`);
  await expect(row.getByRole('button', { name: 'Use', exact: true })).toBeEnabled();
});
