/** A folder with files that are no good photos in; the good ones as products, each bad one with its reason, out. */
import { cp, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from './lookalike';
import { assortment } from './photos';

const FIXTURES = join(import.meta.dirname, '../fixtures');
const MARKUP_NAME = '<img src=x onerror=alert(1)>';
const DAMAGED = 'The photo is damaged or incomplete.';
const UNSUPPORTED = 'This browser cannot read this kind of image.';
const MARKUP_IN_LIST = '<svg onload=alert(2)>.jpg';

/** File and reason, in the order of the folder. */
const REASONS: readonly (readonly [string, string])[] = [
  [MARKUP_IN_LIST, 'The file is not a photo.'],
  ['corrupt.jpg', DAMAGED],
  ['empty.jpg', 'The file is empty.'],
  ['huge.png', 'The photo is larger than 100 megapixels or 200 MB.'],
  ['photo.heic', UNSUPPORTED],
  ['text.jpg', 'The file is not a photo.'],
  ['truncated.jpg', DAMAGED],
  ['truncated.png', DAMAGED],
  ['vector.svg', UNSUPPORTED],
];
/** Files of the same folder that are good: a name is only text, and the first frame of an animation is a photo. */
const GOOD = [MARKUP_NAME, 'animated', 'animated'];

test('bad photos are skipped by name and reason, good ones join, and names are never markup', async ({
  app,
  drawn,
  folderOf,
}) => {
  const photos = await drawn(assortment(8));
  const notPhoto = { name: MARKUP_IN_LIST, bytes: Buffer.from('this is no photo') };
  const good = { name: `${MARKUP_NAME}.jpg`, bytes: await readFile(join(FIXTURES, 'image/exif-1.jpg')) };
  const folder = await folderOf([...photos, notPhoto, good]);
  await cp(join(FIXTURES, 'bad'), folder, { recursive: true });
  const dialogs: string[] = [];
  app.page.on('dialog', (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });

  await app.open();
  await app.index(folder);
  await app.expectCount(photos.length + GOOD.length);
  for (const name of GOOD) {
    await expect(app.catalogue.getByRole('button', { name, exact: true }).first()).toBeVisible();
  }

  await app.job.getByRole('button', { name: `${REASONS.length} skipped` }).click();
  const rows = app.job.getByRole('listitem');
  await expect(rows).toHaveCount(REASONS.length);
  for (const [i, [file, reason]] of REASONS.entries()) {
    await expect(rows.nth(i)).toContainText(`garments/${file}`);
    await expect(rows.nth(i)).toContainText(reason);
  }
  await app.job.getByRole('button', { name: 'Close the list' }).click();

  expect(await app.lookalikesOf(`garments/${MARKUP_NAME}.jpg`)).toHaveLength(5);
  await expect(app.page.locator('img[src="x"], svg[onload]')).toHaveCount(0);
  expect(dialogs).toEqual([]);
});

test('a dropped query that is no photo says so, and the next one still searches', async ({
  stocked: { app, photos },
}) => {
  await app.drop([{ name: 'notes.jpg', bytes: Buffer.from('this is no photo') }]);
  await expect(app.search).toContainText('The file is not a photo.');
  await app.drop(photos.slice(0, 1));
  expect((await app.matches())[0]?.score).toBe(1);
});
