/** A browser that has never seen the app in; what its first page says and may do out. */
import { gzipSync } from 'node:zlib';
import { firstLoad } from '../../bench/suites/first-load';
import { expect, test } from './lookalike';
import { built } from './static-host';

test('a first visit teaches the first step and shows the device', async ({ app }) => {
  await app.open();
  await expect(app.start.getByRole('heading')).toHaveText('Drop a folder of product photos anywhere.');
  await expect(app.start.getByRole('button', { name: 'Choose a folder' })).toBeVisible();
  await expect(app.header.getByRole('button', { name: 'Search by photo' })).toBeDisabled();
  await expect(app.header).toContainText(/WASM|WebGPU/);
  await expect(app.job).toBeHidden();
});

test('a forced device that is not there is named, with a way out', async ({ app }) => {
  await app.page.goto('/?device=webgpu');
  await expect(app.alert).toContainText('The chosen device does not work here.');
  await expect(app.alert).toContainText('Open the page without ?device=');
});

test('the page is cross-origin isolated and its policy forbids every other origin', async ({ app }) => {
  await app.open();
  expect(await app.page.evaluate(() => window.crossOriginIsolated)).toBe(true);
  const response = await app.page.request.get('/');
  const policy = response.headers()['content-security-policy'] ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("connect-src 'self'");
});

/** Of page, scripts and styles. */
const MOST_FIRST_KB = 120;

test('the first page loads what the bench counts and no more, and a screen comes when it is asked for', async ({
  app,
}) => {
  const { page } = app;
  // the other screens are brought once the encoder is there: here it never is
  await page.route('**/model.onnx', () => undefined);
  await app.open();
  const loaded = async () => {
    const paths = await page.evaluate(() =>
      performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname.slice(1)),
    );
    return paths.filter((path) => /\.(js|css)$/.test(path) && !path.includes('.worker-')).sort();
  };
  const counted = [...(await firstLoad(built))].sort();
  expect(await loaded()).toEqual(counted.filter((file) => file !== 'index.html'));
  const sizes = await Promise.all(counted.map(async (file) => gzipSync(await built(file)).length));
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(MOST_FIRST_KB * 1000);

  await page.keyboard.press('e');
  await expect(page.getByRole('region', { name: 'Encoders', exact: true })).toBeVisible();
  expect((await loaded()).filter((path) => path.includes('EncodersPanel'))).toHaveLength(1);
});
