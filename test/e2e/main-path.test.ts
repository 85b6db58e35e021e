/** A folder of drawn photos in; the way from an empty page to lookalikes, by mouse, drop, paste and keys, out. */
import type { Request } from '@playwright/test';
import { expect, test } from './lookalike';
import { assortment } from './photos';

const SKETCHES = assortment(12);

test('a folder becomes a catalogue, and photos and products find their lookalikes, without a request to others', async ({
  app,
  context,
  drawn,
  folderOf,
  baseURL,
}) => {
  const requests: Request[] = [];
  context.on('request', (request) => requests.push(request));
  const photos = await drawn(SKETCHES);
  const [known] = photos;
  if (!known) throw new Error('no photo was drawn');
  await app.open();

  await app.chooseFolder(await folderOf(photos));
  await expect(app.progress).toHaveAttribute('max', '12');
  await expect(app.job).toContainText(/\d+ of 12/);
  await app.jobDone();
  await expect(app.status).toHaveText('“garments” is done');
  await expect(app.job).toContainText('12 of 12');
  await app.expectCount(12);
  await expect(app.start).toBeHidden();
  await expect(app.catalogue.getByRole('button')).toHaveCount(12);

  await test.step('a dropped photo of the catalogue finds itself first', async () => {
    await app.drop([known]);
    await expect(app.search.getByRole('img', { name: `Query photo ${known.name}` })).toBeVisible();
    const matches = await app.matches();
    expect(matches[0]).toEqual({ id: `garments/${known.name}`, score: 1 });
    const scores = matches.map(({ score }) => score);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
    await app.expectCount(12);
  });

  await test.step('a product shows five others, and Escape closes them', async () => {
    const id = 'garments/001-royalblue-dress.jpg';
    const matches = await app.lookalikesOf(id);
    await expect(app.search.getByRole('img', { name: 'Product 001-royalblue-dress' })).toBeVisible();
    expect(matches.map((match) => match.id)).not.toContain(id);
    expect(new Set(matches.map((match) => match.id)).size).toBe(5);
    await app.page.keyboard.press('Escape');
    await expect(app.search).toBeHidden();
  });

  await test.step('a match is itself a product to search with', async () => {
    await app.lookalikesOf('garments/002-forestgreen-trousers.jpg');
    const [best] = await app.matches();
    await app.results.getByRole('button').first().click();
    await expect(app.search.getByTitle(best?.id ?? '', { exact: true }).first()).toBeVisible();
    expect((await app.matches()).map(({ id }) => id)).not.toContain(best?.id);
  });

  await test.step('nothing left the origin of the app', async () => {
    await expect(app.header).toContainText(/WASM|WebGPU/);
    await app.page.evaluate(async () => {
      await navigator.serviceWorker.ready;
    });
    const origins = requests.map((request) => new URL(request.url()).origin);
    const others = origins.filter((origin, i) => {
      const { protocol } = new URL(requests[i]?.url() ?? '');
      return origin !== baseURL && protocol !== 'blob:' && protocol !== 'data:';
    });
    expect(others).toEqual([]);
    const paths = requests.map((request) => new URL(request.url()).pathname);
    // seen from inside the workers too, or the check above would prove little
    expect(paths).toContain('/models/products-10/model.onnx');
    expect(requests.some((request) => request.serviceWorker() !== null)).toBe(true);
  });
});

test('another photo of the same garment finds its twin first', async ({
  stocked: { app, sketches },
  drawn,
}) => {
  for (const position of [0, 4, 7]) {
    const sketch = sketches[position];
    if (!sketch) throw new Error(`no sketch ${position}`);
    const again = { name: 'again.jpg', garment: { ...sketch.garment, turn: 5, shift: 0.03 } };
    await app.drop(await drawn([again]));
    const [best] = await app.matches();
    expect(best?.id).toBe(`garments/${sketch.name}`);
    await app.page.keyboard.press('Escape');
  }
});

test('a pasted photo searches', async ({ stocked: { app, photos } }) => {
  await app.paste(photos.slice(3, 4));
  const [best] = await app.matches();
  expect(best).toEqual({ id: `garments/${photos[3]?.name}`, score: 1 });
});

test('several dropped photos join the catalogue instead of searching', async ({ app, drawn }) => {
  const photos = await drawn(SKETCHES.slice(0, 6));
  await app.open();
  await app.drop(photos);
  await app.jobDone();
  await app.expectCount(6);
  await expect(app.search).toBeHidden();
});

test('the keyboard alone chooses a folder, opens a product, searches by a photo and closes', async ({
  app,
  drawn,
  folderOf,
}) => {
  const photos = await drawn(SKETCHES.slice(0, 6));
  const folder = await folderOf(photos);
  const { page } = app;
  const press = async (key: string) => {
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.keyboard.press(key)]);
    return chooser;
  };
  await app.open();
  const folders = await press('f');
  await folders.setFiles(folder);
  await app.jobDone();
  expect((await press('p')).isMultiple()).toBe(true);

  const query = await press('s');
  expect(query.isMultiple()).toBe(false);
  await query.setFiles(`${folder}/${photos[2]?.name}`);
  expect((await app.matches())[0]).toEqual({ id: `garments/${photos[2]?.name}`, score: 1 });
  await page.keyboard.press('Escape');
  await expect(app.search).toBeHidden();

  const tile = app.tile(`garments/${photos[0]?.name}`);
  for (let i = 0; i < 10; i++) {
    await page.keyboard.press('Tab');
    if (await tile.evaluate((element) => element === document.activeElement)) break;
  }
  await expect(tile).toBeFocused();
  await page.keyboard.press('Enter');
  expect((await app.matches()).map(({ id }) => id)).not.toContain(`garments/${photos[0]?.name}`);
});
