/** A folder that the browser may read again later in; a catalogue built from its handle, without copies, out. */
import type { Page } from '@playwright/test';
import { expect, test } from './lookalike';
import { assortment, type Photo } from './photos';

const FOLDER = 'wardrobe';

/** Lets the page's folder picker give a folder of the browser's own file system, which gives the same kind of handle. */
async function pickOwnFolder(page: Page): Promise<void> {
  await page.addInitScript((name) => {
    const showDirectoryPicker = async () => (await navigator.storage.getDirectory()).getDirectoryHandle(name);
    Object.defineProperty(window, 'showDirectoryPicker', { value: showDirectoryPicker });
  }, FOLDER);
}

async function fillOwnFolder(page: Page, photos: readonly Photo[]): Promise<void> {
  await page.evaluate(
    async ([name, files]) => {
      const root = await navigator.storage.getDirectory();
      const folder = await root.getDirectoryHandle(name, { create: true });
      const inner = await folder.getDirectoryHandle('inner', { create: true });
      for (const [i, file] of files.entries()) {
        const handle = await (i % 2 === 0 ? folder : inner).getFileHandle(file.name, { create: true });
        const stream = await handle.createWritable();
        await stream.write(Uint8Array.from(atob(file.base64), (char) => char.charCodeAt(0)));
        await stream.close();
      }
    },
    [FOLDER, photos.map(({ name, bytes }) => ({ name, base64: bytes.toString('base64') }))] as const,
  );
}

/** Photos whose bytes lie in the app's database. */
async function copiesKept(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const [stored] = await indexedDB.databases();
    const opened = indexedDB.open(stored?.name ?? '');
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      opened.addEventListener('success', () => {
        resolve(opened.result);
      });
      opened.addEventListener('error', () => {
        reject(new Error('the database did not open'));
      });
    });
    const counted = db.transaction('originals').objectStore('originals').count();
    await new Promise((resolve) => {
      counted.addEventListener('success', resolve);
    });
    db.close();
    return counted.result;
  });
}

test('a folder with a handle is indexed without copies, and its job goes on after a reload', async ({
  app,
  drawn,
}) => {
  const count = 120;
  await pickOwnFolder(app.page);
  await app.open();
  await fillOwnFolder(app.page, await drawn(assortment(count)));
  await app.start.getByRole('button', { name: 'Choose a folder' }).click();
  const before = await app.doneAtLeast(16);
  expect(before).toBeLessThan(count);
  await app.page.reload();
  await app.ready();
  expect(await app.done()).toBeGreaterThanOrEqual(before);
  await app.jobDone();
  await app.expectCount(count);
  await expect(app.job).toContainText(`${count} of ${count}`);
  expect(new Set(await app.ids(count)).size).toBe(count);
  expect(await app.lookalikesOf(`${FOLDER}/inner/001-royalblue-dress.jpg`)).toHaveLength(5);
  expect(await copiesKept(app.page)).toBe(0);
});
