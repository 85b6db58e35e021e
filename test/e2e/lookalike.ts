/** Playwright's test in; the same with the app, drawn photos and folders at hand, and silence on the console demanded, out. */
import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { test as base, type BrowserContext } from '@playwright/test';
import { App } from './app';
import { draw, writeFolder, type Photo, type Sketch } from './photos';

interface Fixtures {
  /** The app's page; not opened yet. Errors on its console fail the test. */
  readonly app: App;
  /** Writes photos into a temporary folder, which goes with the test. */
  readonly folderOf: (photos: readonly Photo[], name?: string) => Promise<string>;
}

interface WorkerFixtures {
  readonly drawn: (sketches: readonly Sketch[]) => Promise<Photo[]>;
}

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
