/** Two encoders on one catalogue in; proof that one embeds while the other answers, that they switch without a reload, and can be compared, out. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import type { Locator } from '@playwright/test';
import { DEFAULT_MODEL } from '../../src/default-model';
import { vit } from '../encoders/networks';
import { App } from './app';
import { expect, test } from './lookalike';
import { assortment } from './photos';

const PROCESSOR = {
  image_processor_type: 'ViTImageProcessor',
  size: { height: 32, width: 32 },
  resample: 2,
  image_mean: [0.5, 0.5, 0.5],
  image_std: [0.5, 0.5, 0.5],
};
/** A runtime is started, a model compiled and measured, on a machine that may be busy. */
const TRIAL_MS = 90_000;
const PHOTOS = 24;

class Encoders {
  readonly panel: Locator;
  readonly bar: Locator;

  constructor(private readonly app: App) {
    this.panel = app.page.getByRole('region', { name: 'Encoders', exact: true });
    this.bar = app.page.getByRole('region', { name: 'Embedding' });
  }

  row(name: string): Locator {
    const rows = this.panel.getByRole('list', { name: 'Encoders on this device' });
    return rows.locator(':scope > li').filter({ hasText: name });
  }

  /** Opens the panel and takes in a small network of one’s own, called tiny. */
  async bringTiny(): Promise<void> {
    const folder = await mkdtemp(join(tmpdir(), 'model-'));
    await writeFile(join(folder, 'tiny.onnx'), vit('fp32').model);
    await writeFile(join(folder, 'preprocessor_config.json'), JSON.stringify(PROCESSOR));
    await this.app.page.keyboard.press('e');
    const [chooser] = await Promise.all([
      this.app.page.waitForEvent('filechooser'),
      this.panel.getByRole('button', { name: 'Open a file' }).click(),
    ]);
    await chooser.setFiles([join(folder, 'tiny.onnx'), join(folder, 'preprocessor_config.json')]);
    await expect(this.row('tiny')).toContainText(/WASM: [\d.]+ photos\/s/, { timeout: TRIAL_MS });
    await rm(folder, { recursive: true });
  }

  async embed(name: string): Promise<void> {
    await this.row(name)
      .getByRole('button', { name: `Embed with ${name}` })
      .click();
    await expect(this.bar.getByRole('status')).toHaveText(/ is done$/, { timeout: TRIAL_MS });
  }

  async use(name: string): Promise<void> {
    await this.row(name).getByRole('button', { name: 'Use', exact: true }).click();
    await expect(this.row(name)).toContainText('In use');
  }
}

async function expectNoFinding({ page }: App): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual(
    [],
  );
}

test('one embeds while the other answers; a switch needs no reload and finds each one’s own answers', async ({
  app,
  context,
  drawn,
  folderOf,
}) => {
  test.setTimeout(360_000);
  const { page } = app;
  await app.open();
  await app.index(await folderOf(await drawn(assortment(PHOTOS))));
  const id = (await app.ids(PHOTOS))[0]!;
  const before = await app.lookalikesOf(id);
  await page.evaluate(() => {
    document.documentElement.dataset['visit'] = 'the same';
  });
  const encoders = new Encoders(app);
  await encoders.bringTiny();
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
  const theirs = new Encoders(second);
  await second.page.keyboard.press('e');
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

test('embeddings are deleted alone, and encoders compared by keyboard, also 320 px wide', async ({
  app,
  drawn,
  folderOf,
}) => {
  test.setTimeout(360_000);
  const { page } = app;
  await app.open();
  await app.index(await folderOf(await drawn(assortment(PHOTOS))));
  const encoders = new Encoders(app);
  await encoders.bringTiny();
  await encoders.embed('tiny');

  const compare = page.getByRole('region', { name: 'Compare encoders' });
  await encoders.panel.getByRole('button', { name: 'Compare' }).press('Enter');
  const figures = compare.getByRole('region', { name: 'Figures' }).getByRole('row');
  await expect(figures).toHaveCount(3);
  await expect(figures.nth(2)).toContainText(/tiny–(\d+\.\d%)–[\d.]+\d+\.\d kB/, { timeout: TRIAL_MS });
  const tops = compare.getByRole('list', { name: /^Top 5 by/ });
  await expect(tops).toHaveCount(2);
  await expect(tops.first().getByRole('button')).toHaveCount(5);
  const next = await tops.nth(1).getByRole('button').first().getAttribute('title');
  await tops.nth(1).getByRole('button').first().press('Enter');
  await expect(compare.locator('.compare-query').getByRole('button')).toHaveAttribute('title', next!);
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
