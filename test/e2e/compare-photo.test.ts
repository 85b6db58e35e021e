/** Two encoders and a photo from outside in; proof that each is asked by what it sees of the photo itself, out. */
import AxeBuilder from '@axe-core/playwright';
import { DEFAULT_MODEL } from '../../src/shared/shipped-models';
import { vit } from '../encoders/networks';
import { expect, test } from './lookalike';
import { EncodersPanel, TRIAL_MS } from './encoders-panel';
import { assortment } from './photos';
import { PROCESSOR } from './with-hub';

const PHOTOS = 12;

test('encoders are compared by a photo that is dropped, and by a product again', async ({
  app,
  drawn,
  folderOf,
}) => {
  test.setTimeout(360_000);
  const { page } = app;
  const photos = await drawn(assortment(PHOTOS));
  await app.open();
  await app.index(await folderOf(photos));
  const encoders = new EncodersPanel(app);
  await encoders.open();
  await encoders.give('tiny', { 'tiny.onnx': vit('fp32').model, 'preprocessor_config.json': PROCESSOR });
  await encoders.embed('tiny');
  await encoders.panel.getByRole('button', { name: 'Compare' }).click();
  await page.keyboard.press('e');

  const compare = page.getByRole('region', { name: 'Compare encoders' });
  const query = compare.locator('.compare-query');
  const top = (name: string) => compare.getByRole('list', { name: `Top 5 by ${name}` }).getByRole('button');
  await expect(top('tiny')).toHaveCount(5);
  const byProduct = await top('tiny').first().getAttribute('title');

  const outside = photos[7]!;
  await app.drop([{ ...outside, name: 'from outside.jpg' }]);
  await expect(query.getByRole('img', { name: 'Query photo from outside.jpg' })).toBeVisible();
  for (const name of [DEFAULT_MODEL, 'tiny']) {
    // the same bytes are in the catalogue: each encoder finds them, by its own embedding
    const first = top(name).first();
    await expect(first).toHaveAttribute('title', new RegExp(`${outside.name}$`), { timeout: TRIAL_MS });
    await expect(first).toContainText('1.00');
    await expect(top(name)).toHaveCount(5);
  }
  // the catalogue has not grown, and who answers has not changed
  await app.expectCount(PHOTOS);
  await expect(page.locator('[data-device]')).toHaveAttribute(
    'title',
    new RegExp(`^Encoder ${DEFAULT_MODEL}`),
  );
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);

  await query.getByRole('button', { name: 'Compare by a product again' }).click();
  await expect(top('tiny').first()).toHaveAttribute('title', byProduct!);
  await expect(query.getByRole('img')).toHaveCount(0);
});
