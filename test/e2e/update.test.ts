/** A newer version of the app on its host in; an offer to load it that waits for the work in hand, and nothing lost, out. */
import type { App } from './app';
import { expect, test } from './lookalike';
import { assortment } from './photos';
import { built, startStaticHost, type StaticHost } from './static-host';

let host: StaticHost;

test.beforeEach(async () => {
  host = await startStaticHost();
});

test.afterEach(() => host.stop());

/** The same app under another title, as a service worker of other bytes lists it. */
async function publishNewer(): Promise<void> {
  const [page, worker] = await Promise.all([built('index.html'), built('sw.js')]);
  const listed = /("?revision"?:)(["'`])[0-9a-f]{32}\2(,"?url"?:["'`]index\.html["'`])/;
  const other = /("?url"?:["'`]index\.html["'`],"?revision"?:)(["'`])[0-9a-f]{32}\2/;
  const newer = worker.replace(listed, '$1$2newer$2$3').replace(other, '$1$2newer$2');
  if (newer === worker) throw new Error('the service worker does not list index.html with a revision');
  host.replace('/index.html', page.replace('<title>Lookalike</title>', '<title>Newer</title>'));
  host.replace('/sw.js', newer);
}

/** As the browser does by itself at a visit. */
async function look({ page }: App): Promise<void> {
  await page.evaluate(async () => {
    await (await navigator.serviceWorker.getRegistration())?.update();
  });
}

function offerOf({ page }: App) {
  return page.getByText('A newer version of Lookalike is ready.');
}

test('a newer version asks before it is loaded, and the catalogue stays', async ({
  app,
  drawn,
  folderOf,
}) => {
  const { page } = app;
  await page.goto(`${host.origin}/?device=wasm`);
  await page.waitForFunction(() => window.crossOriginIsolated);
  await app.ready();
  await app.index(await folderOf(await drawn(assortment(6))));
  await expect(page.getByText('works offline')).toBeVisible();
  await expect(offerOf(app)).toBeHidden();
  await publishNewer();
  await look(app);
  await expect(offerOf(app)).toBeVisible();
  await expect(page).toHaveTitle('Lookalike');

  await page.getByRole('button', { name: 'Load it now' }).click();
  await expect(page).toHaveTitle('Newer');
  await app.ready();
  await app.expectCount(6);
  await expect(offerOf(app)).toBeHidden();
});

test('while photos are encoded the offer waits, and it can be put off', async ({ app, drawn, folderOf }) => {
  const { page } = app;
  await page.goto(`${host.origin}/?device=wasm`);
  await page.waitForFunction(() => window.crossOriginIsolated);
  await app.ready();
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  await app.chooseFolder(await folderOf(await drawn(assortment(200))));
  await app.job.getByRole('button', { name: 'Pause' }).click();
  await expect(app.status).toHaveText('Paused: “garments”');
  await publishNewer();
  await look(app);
  await page.waitForFunction(async () => Boolean((await navigator.serviceWorker.getRegistration())?.waiting));
  await expect(offerOf(app)).toBeHidden();

  await app.job.getByRole('button', { name: 'Cancel' }).click();
  await expect(offerOf(app)).toBeVisible();
  await page.getByRole('button', { name: 'Later' }).click();
  await expect(offerOf(app)).toBeHidden();
  await expect(page).toHaveTitle('Lookalike');
});
