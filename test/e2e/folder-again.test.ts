/** A folder that has been indexed, then changed, in; a job that encodes only what changed out. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from './lookalike';
import { addToFolder, assortment } from './photos';

const SKETCHES = assortment(11);

test('a folder given again encodes only new and changed photos, and offers to remove vanished ones', async ({
  app,
  drawn,
  folderOf,
}) => {
  const photos = await drawn(SKETCHES);
  const [first, second, third] = photos;
  if (!first || !second || !third) throw new Error('too few photos were drawn');
  const folder = await folderOf(photos.slice(0, 10));
  await app.open();
  await app.index(folder);
  await app.job.getByRole('button', { name: 'Dismiss' }).click();

  await test.step('the same folder holds nothing new', async () => {
    await app.index(folder);
    await expect(app.job).toContainText('10 of 10 · 10 unchanged');
    await app.expectCount(10);
    await app.job.getByRole('button', { name: 'Dismiss' }).click();
  });

  await test.step('one photo changed and one is new: the other nine are unchanged', async () => {
    await addToFolder(folder, [{ name: first.name, bytes: third.bytes }, ...photos.slice(10)]);
    await app.index(folder);
    await expect(app.job).toContainText('11 of 11 · 9 unchanged');
    await app.expectCount(11);
    const [best] = await app.lookalikesOf(`garments/${first.name}`);
    expect(best).toEqual({ id: `garments/${third.name}`, score: 1 });
    await app.job.getByRole('button', { name: 'Dismiss' }).click();
  });

  await test.step('a vanished photo stays until its removal is asked for', async () => {
    await rm(join(folder, second.name));
    await app.index(folder);
    await app.expectCount(11);
    await expect(app.job).toContainText('1 product is no longer in the folder “garments”.');
    await app.job.getByRole('button', { name: 'Remove 1' }).click();
    await app.expectCount(10);
    await expect(app.tile(`garments/${second.name}`)).toBeHidden();
    await expect(app.job.getByRole('button', { name: 'Remove 1' })).toBeHidden();
    await app.page.reload();
    await app.expectCount(10);
  });
});
