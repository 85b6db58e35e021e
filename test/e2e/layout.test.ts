/** A phone's and a desk's window, light and dark, in; a page whose parts are all within reach out. */
import type { App } from './app';
import { expect, test } from './lookalike';
import { assortment } from './photos';

const WINDOWS = [
  { name: 'a phone in the dark', width: 390, height: 844, colorScheme: 'dark' },
  { name: 'a phone', width: 390, height: 844, colorScheme: 'light' },
  { name: 'a desk in the dark', width: 1280, height: 800, colorScheme: 'dark' },
] as const;

/** Shows a step in every window. */
async function inEveryWindow({ page }: App, step: string, expectAll: () => Promise<void>): Promise<void> {
  for (const { name, width, height, colorScheme } of WINDOWS) {
    await test.step(`${step}, on ${name}`, async () => {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height });
      // the grid lays its columns out anew once it has seen its width
      await expect
        .poll(() => page.evaluate(() => document.documentElement.scrollWidth))
        .toBeLessThanOrEqual(width);
      const colour = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
      const brightness = Number(/\d+/.exec(colour)?.[0]);
      if (colorScheme === 'dark') expect(brightness).toBeLessThan(80);
      else expect(brightness).toBeGreaterThan(200);
      await expectAll();
    });
  }
}

test('every step of the main path is within reach on a phone and a desk, without scrolling sideways', async ({
  app,
  drawn,
  folderOf,
}) => {
  // enough that the job can be paused before its end
  const photos = await drawn(assortment(200));
  await app.open();
  await expect(app.header).toContainText(/WASM|WebGPU/);
  await inEveryWindow(app, 'the empty page', async () => {
    await expect(app.start.getByRole('button', { name: 'Choose a folder' })).toBeInViewport({ ratio: 1 });
    await expect(app.header.getByRole('button', { name: 'Search by photo' })).toBeInViewport({ ratio: 1 });
  });

  await app.chooseFolder(await folderOf(photos));
  await app.job.getByRole('button', { name: 'Pause' }).click();
  await expect(app.status).toHaveText(/^Paused/);
  await inEveryWindow(app, 'a job under way', async () => {
    await expect(app.progress).toBeInViewport({ ratio: 1 });
    await expect(app.job.getByRole('button', { name: 'Cancel' })).toBeInViewport({ ratio: 1 });
  });

  await app.job.getByRole('button', { name: 'Cancel' }).click();
  await expect(app.status).toHaveText(/^Cancelled/);
  await app.drop(photos.slice(0, 12));
  await app.jobDone();
  await inEveryWindow(app, 'the grid', async () => {
    await expect(app.catalogue.getByRole('button').first()).toBeInViewport({ ratio: 1 });
  });
  await app.job.getByRole('button', { name: 'Dismiss' }).click();

  await app.drop(photos.slice(0, 1).map(({ bytes }) => ({ name: `${'long-name-'.repeat(8)}.jpg`, bytes })));
  await app.matches();
  await inEveryWindow(app, 'a search', async () => {
    await expect(app.search.getByRole('img', { name: /^Query photo/ })).toBeInViewport({ ratio: 1 });
    await expect(app.results.getByRole('button').first()).toBeInViewport({ ratio: 1 });
    await expect(app.search.getByRole('button', { name: 'Close search' })).toBeInViewport({ ratio: 1 });
  });
});
