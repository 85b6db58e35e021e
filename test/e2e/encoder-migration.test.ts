/** A catalogue of the release before in; its answers while the new encoder reads it anew, said in one sentence, and the new one's then, out. */
import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { DEFAULT_FOCUS, DEFAULT_MODEL, FORMER_MODELS } from '../../src/shared/shipped-models';
import { App } from './app';
import { EncodersPanel, TRIAL_MS } from './encoders-panel';
import { complaintsOf, expect, test, withoutFolderPicker } from './lookalike';
import { assortment, writeFolder } from './photos';

const PHOTOS = 12;
const [former] = FORMER_MODELS;

test.skip(former === undefined, 'there is no former encoder');

test('the former encoder answers until the new one has read all', async ({ browser, browserName, drawn }, {
  project,
}) => {
  // nothing is kept that the release before has loaded
  const context = await browser.newContext({
    baseURL: project.use.baseURL ?? '',
    serviceWorkers: 'block',
  });
  await withoutFolderPicker(context);
  const complaints = complaintsOf(context);
  const page = await context.newPage();
  const app = new App(page);
  // the release before: this one with the former models' names in place of its own
  await page.route('**/assets/*.js', async (route) => {
    const response = await route.fetch();
    const body = (await response.text())
      .replaceAll(DEFAULT_MODEL, former?.encoder ?? '')
      .replaceAll(DEFAULT_FOCUS, former?.focus ?? '');
    await route.fulfill({ response, body });
  });
  await app.open();
  const folder = await writeFolder(await drawn(assortment(PHOTOS)), 'garments', browserName);
  await app.index(folder);
  const id = (await app.ids(PHOTOS))[0] ?? '';
  const before = await app.lookalikesOf(id);

  await page.unroute('**/assets/*.js');
  let letGo: () => void = () => undefined;
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  await page.route(`**/models/${DEFAULT_MODEL}/model.onnx`, async (route) => {
    await held;
    await route.continue();
  });
  await page.reload();
  await app.ready();
  const encoders = new EncodersPanel(app);
  const { bar } = encoders;
  await expect(bar.getByRole('status')).toHaveText(
    'A better encoder is reading your products anew; until it is done the former one answers.',
  );
  await expect(bar).toContainText(`0 of ${PHOTOS}`);
  expect(await app.lookalikesOf(id)).toEqual(before);
  await encoders.open();
  await expect(encoders.row(DEFAULT_MODEL)).toContainText(`None of ${PHOTOS} embedded yet`);

  letGo();
  await expect(bar.getByRole('status')).toHaveText(
    `${DEFAULT_MODEL} has read ${PHOTOS} products anew and answers from now on.`,
    { timeout: TRIAL_MS },
  );
  await expect(page.locator('[data-device]')).toHaveAttribute(
    'title',
    new RegExp(`^Encoder ${DEFAULT_MODEL}`),
  );
  await expect(encoders.rows).toHaveCount(1);
  await expect(encoders.rows).toContainText(`${PHOTOS} of ${PHOTOS} embedded`);
  await app.matches();
  expect(complaints, 'errors on the console').toEqual([]);
  await context.close();
  await rm(dirname(folder), { recursive: true, force: true });
});
