/** Two tabs of one browser in; one that works and one that says why it does not out. */
import { App } from './app';
import { expect, test } from './lookalike';
import { assortment } from './photos';

test('a second tab says that Lookalike is open elsewhere, and the first goes on', async ({
  app,
  context,
  drawn,
  folderOf,
}) => {
  await app.open();
  await app.chooseFolder(await folderOf(await drawn(assortment(36))));
  const second = new App(await context.newPage());
  await second.page.goto('/');
  await expect(second.alert).toContainText('Lookalike is open in another tab.');
  await expect(second.header.getByRole('button', { name: 'Add folder' })).toBeDisabled();

  await app.jobDone();
  await app.expectCount(36);
  await app.page.close();
  await second.page.reload();
  await second.ready();
  await second.expectCount(36);
});
