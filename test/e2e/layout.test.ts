/** A phone's and a desk's window, light and dark, in; a page whose parts are all within reach out. */
import type { App } from './app';
import { expect, test } from './lookalike';
import { assortment } from './photos';

async function expectNoSidewaysScroll(app: App, where: string): Promise<void> {
  const [content, view] = await app.page.evaluate(() => [
    document.documentElement.scrollWidth,
    window.innerWidth,
  ]);
  expect(content, where).toBeLessThanOrEqual(view);
}

/** Of the page's ground, 0..255. */
async function brightness(app: App): Promise<number> {
  const colour = await app.page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  return Number(/\d+/.exec(colour)?.[0]);
}

for (const { name, width, height, colorScheme } of [
  { name: 'a phone in the dark', width: 390, height: 844, colorScheme: 'dark' },
  { name: 'a phone', width: 390, height: 844, colorScheme: 'light' },
  { name: 'a desk in the dark', width: 1280, height: 800, colorScheme: 'dark' },
] as const) {
  test.describe(name, () => {
    test.use({ viewport: { width, height }, colorScheme });

    test('shows every step of the main path without scrolling sideways', async ({ app, drawn, folderOf }) => {
      const photos = await drawn(assortment(40));
      await app.open();
      await expect(app.start.getByRole('button', { name: 'Choose a folder' })).toBeInViewport({ ratio: 1 });
      await expect(app.header.getByRole('button', { name: 'Search by photo' })).toBeInViewport({ ratio: 1 });
      if (colorScheme === 'dark') expect(await brightness(app)).toBeLessThan(80);
      else expect(await brightness(app)).toBeGreaterThan(200);
      await expect(app.header).toContainText(/WASM|WebGPU/);
      await expectNoSidewaysScroll(app, 'empty');

      await app.chooseFolder(await folderOf(photos));
      await app.doneAtLeast(1);
      await expect(app.progress).toBeInViewport({ ratio: 1 });
      await expect(app.job.getByRole('button', { name: /Cancel|Dismiss/ })).toBeInViewport({ ratio: 1 });
      await expectNoSidewaysScroll(app, 'job');

      await app.jobDone();
      await expect(app.catalogue.getByRole('button').first()).toBeInViewport({ ratio: 1 });
      await expectNoSidewaysScroll(app, 'grid');
      await app.job.getByRole('button', { name: 'Dismiss' }).click();

      await app.drop(
        photos.slice(0, 1).map(({ bytes }) => ({ name: `${'long-name-'.repeat(8)}.jpg`, bytes })),
      );
      await app.matches();
      await expect(app.search.getByRole('img', { name: /^Query photo/ })).toBeInViewport({ ratio: 1 });
      await expect(app.results.getByRole('button').first()).toBeInViewport({ ratio: 1 });
      await expect(app.search.getByRole('button', { name: 'Close search' })).toBeInViewport({ ratio: 1 });
      await expectNoSidewaysScroll(app, 'search');
    });
  });
}
