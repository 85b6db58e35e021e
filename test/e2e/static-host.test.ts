/** The built app on a host that sends no headers in; threads, the content policy and work without any network out. */
import { App } from './app';
import { expect, test } from './lookalike';
import { assortment } from './photos';
import { startStaticHost, type StaticHost } from './static-host';

let host: StaticHost;

test.beforeEach(async () => {
  host = await startStaticHost();
});

test.afterEach(() => host.stop());

/** Loads of the page itself, one after the other. */
function loadsOf({ page }: App): readonly string[] {
  const loads: string[] = [];
  page.on('request', (request) => {
    if (request.isNavigationRequest()) loads.push(new URL(request.url()).pathname);
  });
  return loads;
}

async function firstVisit(app: App): Promise<void> {
  await app.page.goto(`${host.origin}/?device=wasm`);
  await app.page.waitForFunction(() => window.crossOriginIsolated);
  await app.ready();
}

test('a host without headers is isolated by the service worker from the first visit on, has WASM threads and the policy', async ({
  app,
}) => {
  const loads = loadsOf(app);
  await firstVisit(app);
  expect(loads).toHaveLength(2);
  const cores = await app.page.evaluate(() => navigator.hardwareConcurrency);
  // one core has one thread, wherever it is
  await expect(app.header).toContainText(cores > 1 ? `WASM · ${Math.min(4, cores)} threads` : 'WASM');
  await app.page.reload();
  await app.ready();
  expect(await app.page.evaluate(() => window.crossOriginIsolated)).toBe(true);
  expect(loads).toHaveLength(3);

  await test.step('the service worker sends the policy that a host should: the models worker alone may ask the hub', async () => {
    const policies = await app.page.evaluate(async () => {
      const shell = await caches.open((await caches.keys()).find((name) => name.includes('precache')) ?? '');
      // without the revision that the cache knows them by
      const paths = (await shell.keys())
        .map(({ url }) => new URL(url).pathname)
        .filter((path) => path.endsWith('.js') || path.endsWith('.html'));
      return Promise.all(
        paths.map(async (path) => {
          const policy = (await fetch(path)).headers.get('Content-Security-Policy') ?? 'none';
          return [path, policy] as const;
        }),
      );
    });
    expect(policies.length).toBeGreaterThan(10);
    for (const [, policy] of policies) expect(policy).toContain("default-src 'none'");
    const open = policies.filter(([, policy]) => policy.includes('huggingface'));
    expect(open.map(([path]) => path)).toEqual([expect.stringMatching(/\/models\.worker[^/]*\.js$/)]);
  });
});

test('where service workers are forbidden the page works at once, on one thread', async ({ browser }) => {
  const context = await browser.newContext({ serviceWorkers: 'block' });
  const app = new App(await context.newPage());
  const loads = loadsOf(app);
  await app.page.goto(`${host.origin}/?device=wasm`);
  await app.ready();
  await expect(app.header).toContainText('WASM');
  await expect(app.header).not.toContainText('threads');
  expect(await app.page.evaluate(() => window.crossOriginIsolated)).toBe(false);
  expect(loads).toHaveLength(1);
  await context.close();
});

test('before a service worker is there, the page states its own policy', async ({ request }) => {
  const html = await (await request.get(host.origin)).text();
  const [meta = ''] = /<meta http-equiv="Content-Security-Policy"[^>]*>/.exec(html) ?? [];
  expect(meta.replaceAll('&#39;', "'")).toMatch(/default-src 'none'.*connect-src 'self'/);
});

test('with the host gone a new tab opens, takes a folder, and searches by click and by photo', async ({
  app,
  context,
  drawn,
  folderOf,
}) => {
  const photos = await drawn(assortment(12));
  await firstVisit(app);
  await app.index(await folderOf(photos.slice(0, 6), 'before'));
  await expect(app.page.getByText('works offline')).toBeVisible();
  await app.page.close();
  await host.stop();
  await context.setOffline(true);

  const offline = new App(await context.newPage());
  await offline.page.goto(`${host.origin}/?device=wasm`);
  await offline.ready();
  expect(await offline.page.evaluate(() => window.crossOriginIsolated)).toBe(true);
  await offline.expectCount(6);
  await offline.index(await folderOf(photos.slice(6), 'afterwards'));
  await offline.expectCount(12);
  const [photo] = photos.slice(6);
  if (!photo) throw new Error('no photo was drawn');
  await offline.drop([photo]);
  expect((await offline.matches())[0]).toEqual({ id: `afterwards/${photo.name}`, score: 1 });
  await offline.page.keyboard.press('Escape');
  const found = await offline.lookalikesOf(`before/${photos[0]?.name ?? ''}`);
  expect(new Set(found.map(({ id }) => id)).size).toBe(5);
  await offline.page.close();
  // stopped again after the test
  host = await startStaticHost();
});
