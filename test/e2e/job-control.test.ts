/** A running job and the buttons of its bar in; a job that stands still, goes on or ends out. */
import { expect, test } from './lookalike';
import { assortment } from './photos';

/** Enough that the job is far from its end whenever it is stopped. */
const COUNT = 300;
/** Longer than a batch of photos takes, even on a busy machine. */
const SETTLE_MS = 5000;

test('pause stops the count, resume goes on, and cancel keeps what was encoded', async ({
  app,
  drawn,
  folderOf,
}) => {
  await app.open();
  await app.chooseFolder(await folderOf(await drawn(assortment(COUNT))));
  await app.doneAtLeast(16);

  await app.job.getByRole('button', { name: 'Pause' }).click();
  await expect(app.status).toHaveText('Paused: “garments”');
  await app.page.waitForTimeout(SETTLE_MS);
  const paused = await app.done();
  expect(paused).toBeLessThan(COUNT);
  await app.page.waitForTimeout(SETTLE_MS);
  expect(await app.done()).toBe(paused);
  await app.expectCount(paused);

  await app.job.getByRole('button', { name: 'Resume' }).click();
  await expect(app.status).toHaveText('Encoding “garments”');
  await app.doneAtLeast(paused + 16);

  await app.job.getByRole('button', { name: 'Cancel' }).click();
  await expect(app.status).toHaveText('Cancelled: “garments”. What was encoded is kept.');
  await app.page.waitForTimeout(SETTLE_MS);
  const kept = await app.done();
  expect(kept).toBeGreaterThan(paused);
  expect(kept).toBeLessThan(COUNT);
  await app.expectCount(kept);

  await app.page.reload();
  await app.ready();
  await app.page.waitForTimeout(SETTLE_MS);
  await app.expectCount(kept);
});

test('a folder given meanwhile waits its turn and is encoded too', async ({ app, drawn, folderOf }) => {
  const photos = await drawn(assortment(54));
  await app.open();
  await app.chooseFolder(await folderOf(photos.slice(0, 48), 'first'));
  await app.doneAtLeast(1);
  await app.chooseFolder(await folderOf(photos.slice(48), 'second'));
  await expect(app.status).toHaveText('“second” is done', { timeout: 60_000 });
  await app.expectCount(54);
});
