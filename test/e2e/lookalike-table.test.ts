/** A catalogue of thousands of products in; its lookalike table started, paused, taken up after a reload and saved out. */
import { readFile } from 'node:fs/promises';
import { PRODUCTS_A_BLOCK } from '../../src/store/product-blocks';
import type { App } from './app';
import { expect, test } from './lookalike';
import { assortment } from './photos';

const PHOTOS = 12;
/** Enough that comparing them all takes seconds: nobody pauses what is over at once. */
const PRODUCTS = 20_000;
/** Products behind these are never in view. */
const WITH_THUMBNAIL = 256;
/** Longer than a block of rows takes, even on a busy machine. */
const SETTLE_MS = 1500;

/** Adds products with random embeddings to the catalogue on disk, as thousands of photos would have. */
async function addProducts(app: App, count: number): Promise<void> {
  await app.page.evaluate(
    async ([total, seen, perBlock]) => {
      const db = await new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open('lookalike');
        request.onsuccess = () => {
          resolve(request.result);
        };
        request.onerror = () => {
          reject(new Error('the database does not open'));
        };
      });
      const all = <T>(request: IDBRequest<T>) =>
        new Promise<T>((resolve) => {
          request.onsuccess = () => {
            resolve(request.result);
          };
        });
      const read = db.transaction(['productBlocks', 'blocks', 'thumbnails']);
      const [stored] = (await all(read.objectStore('productBlocks').getAll())) as { products: object[] }[];
      const [block] = (await all(read.objectStore('blocks').getAll())) as { dims: number }[];
      const [thumbnail] = (await all(read.objectStore('thumbnails').getAll())) as object[];
      if (!stored || !block) throw new Error('the catalogue has no product to go by');
      let state = 1;
      const random = () => {
        state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
        return state / 2 ** 32 - 0.5;
      };
      const write = db.transaction(['productBlocks', 'blocks', 'thumbnails'], 'readwrite');
      for (let first = 0; first < total; first += perBlock) {
        const ids = Array.from(
          { length: Math.min(perBlock, total - first) },
          (_, i) => `many/${first + i}.jpg`,
        );
        // the photos' products are in the first blocks
        const number = 100 + first / perBlock;
        const products = ids.map((id, i) => ({
          ...stored.products[0],
          id,
          name: id,
          hash: id,
          sequence: number * perBlock + i,
        }));
        write.objectStore('productBlocks').put({ ...stored, block: number, products });
        for (const id of ids.slice(0, Math.max(0, seen - first)))
          write.objectStore('thumbnails').put({ ...thumbnail, id });
        const vectors = Float32Array.from({ length: ids.length * block.dims }, random);
        write.objectStore('blocks').put({ ...block, block: number, ids, hashes: ids, vectors });
      }
      await new Promise((resolve) => {
        write.oncomplete = resolve;
      });
      db.close();
    },
    [count, WITH_THUMBNAIL, PRODUCTS_A_BLOCK] as const,
  );
  await app.page.reload();
  await app.ready();
}

test('a table is started, paused, taken up after a reload, and saved with a line for every product', async ({
  app,
  drawn,
  folderOf,
}) => {
  const { page, table } = app;
  await page.addInitScript(() => {
    // one kNN thread: the more there are, the sooner it would be over
    Object.defineProperty(Navigator.prototype, 'hardwareConcurrency', { get: () => 1 });
    Reflect.deleteProperty(window, 'showSaveFilePicker');
    Reflect.deleteProperty(Window.prototype, 'showSaveFilePicker');
  });
  await app.open();
  await app.index(await folderOf(await drawn(assortment(PHOTOS))));
  await addProducts(app, PRODUCTS);

  await app.header.getByRole('button', { name: 'Lookalike table' }).click();
  await table.getByLabel('Lookalikes per product').fill('4');
  await table.getByRole('button', { name: 'Start' }).click();
  await expect(table).toContainText(/[\d,]+ of 20,012 products · [\d,]+ products\/s · about/);
  await table.getByRole('button', { name: 'Pause' }).click();
  await expect(table.getByRole('status')).toHaveText('Paused: every product’s lookalikes');
  const paused = await app.tableShare();
  expect(paused).toBeGreaterThan(0);
  expect(paused).toBeLessThan(1);
  await page.waitForTimeout(SETTLE_MS);
  expect(await app.tableShare()).toBe(paused);

  await page.reload();
  await app.ready();
  await expect(table.getByRole('status')).toHaveText('Paused: every product’s lookalikes');
  expect(await app.tableShare()).toBe(paused);
  await page.keyboard.press('k');
  await expect(table.getByRole('status')).toHaveText('The lookalike table is ready', { timeout: 90_000 });
  await expect(table).toContainText('20,012 products · 4 each');

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    table.getByRole('button', { name: 'TSV' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('lookalikes.tsv');
  const lines = (await readFile(await download.path(), 'utf8')).trimEnd().split('\n');
  const cells = lines.map((line) => line.split('\t'));
  expect(new Set(cells.map(([id]) => id)).size).toBe(PRODUCTS + PHOTOS);
  expect(cells.filter((row) => row.length !== 5 || new Set(row).size !== 5)).toEqual([]);
});

test('a table goes into the file that was chosen, and is out of date once a product is removed', async ({
  app,
  drawn,
  folderOf,
}) => {
  const { page, table } = app;
  // the system's dialog cannot be driven: a file of the browser's own stands for what would be chosen
  await page.addInitScript(() => {
    Reflect.set(window, 'showSaveFilePicker', async ({ suggestedName }: { suggestedName: string }) =>
      (await navigator.storage.getDirectory()).getFileHandle(suggestedName, { create: true }),
    );
  });
  const saved = (name: string) =>
    page.evaluate(async (file) => {
      const root = await navigator.storage.getDirectory();
      return (await (await root.getFileHandle(file, { create: true })).getFile()).text();
    }, name);
  await app.open();
  await app.index(await folderOf(await drawn(assortment(PHOTOS))));
  await app.job.getByRole('button', { name: 'Dismiss' }).click();
  await page.keyboard.press('t');
  await table.getByRole('button', { name: 'Start' }).click();
  await expect(table.getByRole('status')).toHaveText('The lookalike table is ready');

  await table.getByRole('button', { name: 'JSON Lines' }).click();
  await expect.poll(async () => (await saved('lookalikes.jsonl')).trimEnd().split('\n').length).toBe(PHOTOS);
  await table.getByRole('button', { name: 'CSV' }).click();
  await expect.poll(() => saved('lookalikes.csv')).toMatch(/^id,rank,lookalike,score\r\n/);
  expect((await saved('lookalikes.csv')).trimEnd().split('\r\n')).toHaveLength(1 + PHOTOS * 10);

  const [id = ''] = await app.ids(PHOTOS);
  await app.lookalikesOf(id);
  await page.keyboard.press('Delete');
  await expect(table.getByRole('status')).toHaveText(
    'The lookalike table is out of date: products were added or removed',
  );
  await table.getByRole('button', { name: 'Make again' }).click();
  await expect(table).toContainText('11 products · 10 each');
  await table.getByRole('button', { name: 'Remove the table' }).click();
  await expect(table.getByRole('button', { name: 'Start' })).toBeVisible();
  await page.keyboard.press('t');
  await expect(table).toBeHidden();
});
