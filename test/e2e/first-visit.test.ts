/** A browser that has never seen the app in; what its first page says and may do out. */
import { expect, test } from './lookalike';

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
