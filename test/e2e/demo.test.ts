/** A browser that has never seen the app in; the demo, opened by a click or an address, searched and judged, out. */
import type { Page } from '@playwright/test';
import { expect, test } from './lookalike';

const PRODUCTS = /1,\d{3} products/;

async function openDemo(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Try the demo' }).click();
  await expect(page.getByRole('radio', { name: /^Demo · 1,/ })).toBeChecked();
}

test('one click opens more than 1,000 drawn products, ready to search without encoding any, and says what one costs', async ({
  app,
}) => {
  await app.open();
  await openDemo(app.page);
  await expect(app.header.getByText(PRODUCTS)).toBeVisible();
  const tiles = app.catalogue.getByRole('button');
  const pictures = app.catalogue.locator('img');
  await expect.poll(() => pictures.count()).toBeGreaterThan(20);
  const narrowest = () =>
    pictures.evaluateAll((all) =>
      Math.min(...all.map((img) => (img instanceof HTMLImageElement ? img.naturalWidth : 0))),
    );
  // a picture is in the page before the browser has decoded it
  await expect.poll(narrowest).toBeGreaterThan(100);
  const [sku = ''] = ((await tiles.nth(4).getAttribute('title')) ?? '').split('/');
  await tiles.nth(4).click();
  expect(await app.matches()).toHaveLength(5);
  await expect(app.page.getByText('Not all yet')).toBeHidden();
  await expect(app.page.getByRole('region', { name: 'Encoding the demo' })).toBeHidden();
  await expect(app.seen).toBeVisible();
  await expect(app.page.getByText(new RegExp(`€\\d+\\.\\d\\d · .* · ${sku}`))).toBeVisible();
});

test('an address opens it, a reload and the back button keep what was shown', async ({ app }) => {
  await app.page.goto('/?demo');
  await expect(app.page.getByRole('radio', { name: /^Demo/ })).toBeChecked();
  expect(new URL(app.page.url()).search).toBe('');
  await app.page.reload();
  await expect(app.page.getByRole('radio', { name: /^Demo/ })).toBeChecked();
  await app.page.getByRole('radio', { name: 'Photos' }).click();
  await expect(app.start).toBeVisible();
  await app.page.goBack();
  await expect(app.catalogue).toBeVisible();
});

test('a dropped photo of a demo’s product finds that product, and joins no catalogue', async ({ app }) => {
  await app.open('?demo');
  const tile = app.catalogue.getByRole('button').nth(2);
  const id = (await tile.getAttribute('title')) ?? '';
  const picture = tile.locator('img');
  await expect(picture).toBeVisible();
  const jpeg = await picture.evaluate(async (img) => {
    if (!(img instanceof HTMLImageElement)) throw new Error('not a picture');
    // visible is not yet decoded: drawn at once it may have no pixels
    await img.decode();
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [img.naturalWidth, img.naturalHeight];
    canvas.getContext('2d')?.drawImage(img, 0, 0);
    return canvas.toDataURL('image/jpeg', 0.9);
  });
  await app.drop([{ name: 'mine.jpg', bytes: Buffer.from(jpeg.split(',')[1] ?? '', 'base64') }]);
  const [best] = await app.matches();
  expect(best?.id).toBe(id);
  expect(best?.score).toBeGreaterThan(0.95);
  await app.page.getByRole('radio', { name: 'Photos' }).click();
  await expect(app.start).toBeVisible();
});

test('the page of figures judges every answer and shows the best and the worst', async ({ app }) => {
  await app.page.goto('/?demo');
  await app.page.getByRole('button', { name: 'How good is it?' }).click();
  const report = app.page.getByRole('region', { name: 'How good is it?' });
  await expect(report.getByText(/each of 1,\d{3} pictures was searched with/)).toBeVisible();
  const rows = report.getByRole('row');
  await expect(rows).toHaveCount(22);
  await expect(rows.nth(1)).toContainText(/Backpacks.*\d+\.\d%/);
  for (const name of ['Good', 'Bad']) {
    await expect(report.getByRole('region', { name }).getByRole('list', { name: /^Top 5 for / })).toHaveCount(
      6,
    );
  }
  const worst = report
    .getByRole('region', { name: 'Bad' })
    .getByRole('list', { name: /^Top 5 for / })
    .first();
  await expect(worst.getByText('another category').first()).toBeVisible();
  await worst.getByRole('button').first().click();
  await expect(app.search).toBeVisible();
  expect(await app.matches()).toHaveLength(5);
});

test('is encoded anew, and says how far it is, where its embeddings do not fit', async ({ app }) => {
  await app.page.route('**/demo/embeddings.bin', (route) => route.fulfill({ body: 'not what it was' }));
  await app.page.goto('/?demo');
  const bar = app.page.getByRole('region', { name: 'Encoding the demo' });
  await expect(bar.getByRole('status')).toHaveText('Encoding the demo for this encoder');
  const done = async () => Number(await bar.getByRole('progressbar').getAttribute('value'));
  await expect.poll(done, { timeout: 110_000 }).toBeGreaterThanOrEqual(16);
  await bar.getByRole('button', { name: 'Pause' }).click();
  await expect(bar.getByRole('status')).toHaveText('Paused: encoding the demo');
  await app.catalogue.getByRole('button').first().click();
  await expect(app.page.getByText('Not all yet')).toBeVisible();
  await bar.getByRole('button', { name: 'Resume' }).click();
  await expect(bar.getByRole('status')).toHaveText('Encoding the demo for this encoder');
});
