/** An indexed folder in; what is still there after a reload, with and without a network, out. */
import { preview } from 'vite';
import { App } from './app';
import { complaintsOf, expect, test, withoutFolderPicker } from './lookalike';
import { assortment } from './photos';

const SKETCHES = assortment(12);
const ID = 'garments/004-black-hat.jpg';
/** Of its own, because it is closed in the middle. */
const PORT = 41_749;

test('after a reload everything is there and nothing is encoded again', async ({ app, drawn, folderOf }) => {
  await app.open();
  await app.index(await folderOf(await drawn(SKETCHES)));
  const before = await app.lookalikesOf(ID);
  const ids = await app.ids(12);
  await app.job.getByRole('button', { name: 'Dismiss' }).click();
  await expect(app.job).toBeHidden();

  await app.page.reload();
  await app.ready();
  await app.expectCount(12);
  expect(await app.ids(12)).toEqual(ids);
  await expect(app.tile(ID).locator('img')).toHaveJSProperty('complete', true);
  expect(await app.lookalikesOf(ID)).toEqual(before);
  await expect(app.job).toBeHidden();
});

test('with the network cut the app opens, shows lookalikes and searches by a dropped photo', async ({
  browser,
  drawn,
  folderOf,
}) => {
  const server = await preview({ logLevel: 'error', preview: { port: PORT, strictPort: true } });
  const context = await browser.newContext({ baseURL: `http://localhost:${PORT}` });
  try {
    await withoutFolderPicker(context);
    const complaints = complaintsOf(context);
    const app = new App(await context.newPage());
    const photos = await drawn(SKETCHES);
    await app.open();
    await app.index(await folderOf(photos));
    const before = await app.lookalikesOf(ID);
    await expect
      .poll(
        () =>
          app.page.evaluate(async () => {
            const kept = await (await caches.open('models-and-runtime')).keys();
            const paths = kept.map(({ url }) => new URL(url).pathname);
            return ['model.onnx', 'card.json', '.mjs', '.wasm'].every((end) =>
              paths.some((path) => path.endsWith(end)),
            );
          }),
        { timeout: 60_000 },
      )
      .toBe(true);

    await server.close();
    await context.setOffline(true);
    const cut = await app.page.evaluate(() =>
      fetch('/never-asked-before').then(
        () => 'answered',
        () => 'cut',
      ),
    );
    expect(cut).toBe('cut');
    const complaintsOfTheProbe = complaints.length;

    await app.page.reload();
    await app.ready();
    await app.expectCount(12);
    expect(await app.lookalikesOf(ID)).toEqual(before);
    await app.drop(photos.slice(7, 8));
    expect((await app.matches())[0]).toEqual({ id: `garments/${photos[7]?.name}`, score: 1 });
    await expect(app.alert).toBeHidden();
    expect(complaints.slice(complaintsOfTheProbe)).toEqual([]);
  } finally {
    await context.close();
    if (server.httpServer.listening) await server.close();
  }
});
