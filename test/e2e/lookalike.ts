/** Playwright's test in; the same with the app, drawn photos and folders at hand, and silence on the console demanded, out. */
import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { test as base, type BrowserContext } from '@playwright/test';
import { App } from './app';
import { assortment, draw, writeFolder, type Photo, type Sketch } from './photos';

interface Fixtures {
  /** The app's page; not opened yet. Errors on its console fail the test. */
  readonly app: App;
  /** Writes photos into a temporary folder, which goes with the test. */
  readonly folderOf: (photos: readonly Photo[], name?: string) => Promise<string>;
  /**
   * The app with the folder `garments` indexed, no search open: one page for all tests of a worker that leave its
   * products as they are. Errors on its console fail the test.
   */
  readonly stocked: Stocked;
}

/** An app that has products. */
export interface Stocked {
  readonly app: App;
  readonly context: BrowserContext;
  /** What `photos` were drawn of. */
  readonly sketches: readonly Sketch[];
  /** Of the products, in their order; a product's id is `garments/` and its photo's name. */
  readonly photos: readonly Photo[];
}

interface WorkerFixtures {
  readonly drawn: (sketches: readonly Sketch[]) => Promise<Photo[]>;
  readonly stock: Stocked & { readonly complaints: readonly string[] };
}

const STOCK = 12;
const WINDOW = { width: 1280, height: 720 };

/** Leaves the folder input as the only way to choose a folder: the system's folder picker cannot be driven. */
export async function withoutFolderPicker(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    Reflect.deleteProperty(window, 'showDirectoryPicker');
    Reflect.deleteProperty(Window.prototype, 'showDirectoryPicker');
  });
}

/** Everything that pages, workers and scripts complain about from now on. */
export function complaintsOf(context: BrowserContext): readonly string[] {
  const complaints: string[] = [];
  context.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  context.on('weberror', (error) => {
    complaints.push(String(error.error()));
  });
  return complaints;
}

export const test = base.extend<Fixtures, WorkerFixtures>({
  drawn: [
    async ({ browser }, use) => {
      const page = await browser.newPage();
      await use((sketches) => draw(page, sketches));
      await page.close();
    },
    { scope: 'worker' },
  ],

  stock: [
    async ({ browser, browserName, drawn }, use, { project }) => {
      const context = await browser.newContext({ baseURL: project.use.baseURL ?? '', viewport: WINDOW });
      await withoutFolderPicker(context);
      const complaints = complaintsOf(context);
      const app = new App(await context.newPage());
      const sketches = assortment(STOCK);
      const photos = await drawn(sketches);
      const folder = await writeFolder(photos, 'garments', browserName);
      await app.open();
      await app.index(folder);
      await app.job.getByRole('button', { name: 'Dismiss' }).click();
      await use({ app, context, sketches, photos, complaints });
      await context.close();
      await rm(dirname(folder), { recursive: true, force: true });
    },
    { scope: 'worker', timeout: 120_000 },
  ],

  stocked: async ({ stock }, use) => {
    const { app, complaints } = stock;
    const before = complaints.length;
    await use(stock);
    // where the test has failed, the next one is given another page
    await app.page.setViewportSize(WINDOW);
    const close = app.search.getByRole('button', { name: 'Close search' });
    if (await close.isVisible()) await close.click();
    await base.expect(app.search).toBeHidden();
    await app.expectCount(STOCK);
    base.expect(complaints.slice(before), 'errors on the console').toEqual([]);
  },

  app: async ({ page, context }, use) => {
    await withoutFolderPicker(context);
    const complaints = complaintsOf(context);
    await use(new App(page));
    base.expect(complaints, 'errors on the console').toEqual([]);
  },

  folderOf: async ({ browserName }, use) => {
    const folders: string[] = [];
    await use(async (photos, name = 'garments') => {
      const folder = await writeFolder(photos, name, browserName);
      folders.push(folder);
      return folder;
    });
    for (const folder of folders) await rm(dirname(folder), { recursive: true, force: true });
  },
});

export { expect } from '@playwright/test';
