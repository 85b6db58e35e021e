/** Words, alone and beside a product, in; what they find, and that they stay on this device, out. */
import AxeBuilder from '@axe-core/playwright';
import { TRIAL_MS } from './encoders-panel';
import { SKETCHES, expect, test } from './with-hub';

test('words find, alone and beside a product, and never leave the app’s origin', async ({
  app,
  encoders,
  context,
  drawn,
  folderOf,
}) => {
  test.setTimeout(360_000);
  await app.open();
  await app.index(await folderOf(await drawn(SKETCHES)));
  const { page } = app;
  const box = page.getByRole('searchbox');
  await expect(box).toHaveCount(0);
  const [id = ''] = await app.ids(6);
  const byShipped = await app.lookalikesOf(id);
  await page.keyboard.press('Escape');

  await encoders.open();
  await encoders.ask('tests/words-tiny');
  await encoders.fetch('onnx/vision_model.onnx');
  const row = encoders.row('words-tiny');
  await expect(row).toContainText('Searches by words, of 8 tokens at most', { timeout: TRIAL_MS });
  await encoders.use('words-tiny');
  await encoders.embedAgain();

  const asked: string[] = [];
  context.on('request', (request) => asked.push(`${request.url()} ${request.postData() ?? ''}`));
  // by keyboard alone
  await page.keyboard.press('/');
  await expect(box).toBeFocused();
  await page.keyboard.type('red tie');
  await page.keyboard.press('Enter');
  const ofWords = await app.matches();
  expect(ofWords).toHaveLength(5);
  await expect(app.search).toContainText('“red tie”');
  // another text has another order of scores: it was the words that were searched with
  await box.fill('zigzag');
  await page.keyboard.press('Enter');
  await expect(app.search).toContainText('“zigzag”');
  const scores = async () => (await app.matches()).map(({ score }) => score);
  await expect.poll(scores).not.toEqual(ofWords.map(({ score }) => score));

  await page.getByRole('button', { name: 'Close search' }).click();
  await expect(box).toHaveValue('');
  const alone = await app.lookalikesOf(id);
  await box.fill('red tie');
  await page.keyboard.press('Enter');
  const slider = page.getByRole('slider', { name: 'How much the words count' });
  await expect(slider).toHaveValue('50');
  await expect.poll(scores).not.toEqual(alone.map(({ score }) => score));
  // all words: as if there were no product, but for itself
  await slider.focus();
  await page.keyboard.press('End');
  await expect(slider).toHaveAttribute('aria-valuetext', '100 % words');
  const words = new Map(ofWords.map((match) => [match.id, match.score]));
  await expect
    .poll(async () =>
      (await app.matches()).every(({ id: found, score }) => (words.get(found) ?? score) === score),
    )
    .toBe(true);
  expect(await new AxeBuilder({ page }).include('.words').analyze()).toMatchObject({ violations: [] });
  await box.fill('');
  await page.keyboard.press('Enter');
  await expect(slider).toHaveCount(0);
  await expect.poll(scores).toEqual(alone.map(({ score }) => score));

  // words go with the encoder that answers: beside a product they are left when it has none
  await box.fill('red tie');
  await page.keyboard.press('Enter');
  await expect(slider).toBeVisible();
  await encoders.use('products');
  await expect(box).toHaveCount(0);
  await expect.poll(scores).toEqual(byShipped.map(({ score }) => score));
  await page.getByRole('button', { name: 'Close search' }).click();
  // and they are searched with again, in the right space, when one that has them is back
  await encoders.use('words-tiny');
  await box.fill('red tie');
  await page.keyboard.press('Enter');
  await expect.poll(scores).toEqual(ofWords.map(({ score }) => score));
  await encoders.use('products');
  await expect(app.search).toHaveCount(0);
  await expect(box).toHaveCount(0);
  await encoders.use('words-tiny');
  await expect(app.search).toContainText('“red tie”');
  await expect.poll(scores).toEqual(ofWords.map(({ score }) => score));

  const own = new URL(page.url()).origin;
  expect(asked.filter((request) => !request.startsWith(own) && !request.startsWith('blob:'))).toEqual([]);
  expect(asked.filter((request) => /red(%20|\+| )tie|zigzag/.test(request))).toEqual([]);
});

test('a text model that does not agree with the photos’ is left out, and why is said', async ({
  app,
  encoders,
}) => {
  test.setTimeout(240_000);
  await app.open();
  await encoders.open();
  await encoders.ask('tests/other-words-tiny');
  await encoders.fetch('onnx/vision_model.onnx');
  const row = encoders.row('other-words-tiny');
  await expect(row).toContainText(/Not searched by words: .*12 values.*16/, { timeout: TRIAL_MS });
  await expect(row.getByRole('button', { name: 'Use' })).toBeEnabled();
});

test('words that did not come in are done without, and are fetched again without the photos’ half', async ({
  app,
  encoders,
  hub,
}) => {
  test.setTimeout(240_000);
  await app.open();
  await encoders.open();
  hub.withheld = /text_model/;
  await encoders.ask('tests/words-tiny');
  await encoders.fetch('onnx/vision_model.onnx');
  const row = encoders.row('words-tiny');
  await expect(row).toContainText(/Not searched by words: ./, { timeout: TRIAL_MS });
  await expect(row.getByRole('button', { name: 'Use' })).toBeEnabled();

  const again = row.getByRole('button', { name: 'Fetch its words again' });
  // still not there: that is said again, and nothing is lost
  let before = hub.asked.length;
  await again.click();
  await expect.poll(() => hub.asked.length).toBeGreaterThan(before);
  await expect(again).toBeEnabled({ timeout: TRIAL_MS });
  await expect(row).toContainText(/Not searched by words: ./);

  hub.withheld = undefined;
  before = hub.asked.length;
  await again.click();
  await expect(row).toContainText('Searches by words, of 8 tokens at most', { timeout: TRIAL_MS });
  await expect(row).not.toContainText('Not searched by words');
  await expect(again).toHaveCount(0);
  const asked = hub.asked.slice(before);
  expect(asked.some((path) => path.includes('text_model'))).toBe(true);
  expect(asked.filter((path) => path.includes('vision_model'))).toEqual([]);
});
