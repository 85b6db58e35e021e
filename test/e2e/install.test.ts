/** The manifest and the files that it names in; what a browser and a system ask of an app before they install it out. */
import type { Page } from '@playwright/test';
import { expect, test } from './lookalike';

interface Picture {
  readonly src: string;
  readonly sizes: string;
  readonly type: string;
  readonly purpose?: string;
}

interface Manifest {
  readonly name: string;
  readonly id: string;
  readonly start_url: string;
  readonly display: string;
  readonly icons: readonly Picture[];
  readonly screenshots: readonly Picture[];
}

async function manifestOf(page: Page): Promise<Manifest> {
  const href = await page.locator('link[rel=manifest]').getAttribute('href');
  return (await (await page.request.get(href ?? '')).json()) as Manifest;
}

test('icons of every size that systems ask for are there, each as large as the manifest says', async ({
  app,
}) => {
  await app.open();
  const { page } = app;
  const { icons, screenshots } = await manifestOf(page);
  const asked = icons.map(({ sizes, type, purpose = 'any' }) => `${sizes} ${type} ${purpose}`);
  expect(asked).toEqual(
    expect.arrayContaining([
      '192x192 image/png any',
      '512x512 image/png any',
      '512x512 image/png maskable',
      'any image/svg+xml any',
    ]),
  );
  const touch = (await page.locator('link[rel=apple-touch-icon]').getAttribute('href')) ?? '';
  const pictures = [...icons, ...screenshots, { src: touch, sizes: '180x180', type: 'image/png' }];
  const sizes = await page.evaluate(
    (sources) =>
      Promise.all(
        sources.map(async (source) => {
          const image = new Image();
          image.src = source;
          await image.decode();
          return `${image.naturalWidth}x${image.naturalHeight}`;
        }),
      ),
    pictures.map(({ src }) => `/${src.replace(/^\//, '')}`),
  );
  pictures.forEach((picture, i) => {
    if (picture.sizes !== 'any') expect(sizes[i], picture.src).toBe(picture.sizes);
  });
});

test('Chromium finds nothing that keeps the app from being installed', async ({ app, context }) => {
  await app.open();
  await app.page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  const browser = await context.newCDPSession(app.page);
  const { installabilityErrors } = await browser.send('Page.getInstallabilityErrors');
  // a test's own profile is an incognito one, in which nothing is ever installed
  expect(installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== 'in-incognito')).toEqual(
    [],
  );
  const { errors } = await browser.send('Page.getAppManifest');
  expect(errors).toEqual([]);
});
