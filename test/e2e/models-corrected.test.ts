/** Models of which not all is known in; how they see photos, corrected by hand, and what that changes, out. */
import AxeBuilder from '@axe-core/playwright';
import { convnet } from '../encoders/networks';
import { TRIAL_MS } from './encoders-panel';
import { PROCESSOR, expect, test } from './with-hub';

test('a file opens with what lies beside it, and how it sees photos can be corrected', async ({
  app,
  hub,
  encoders,
}) => {
  test.setTimeout(240_000);
  await app.open();
  await encoders.open();
  await encoders.give('tiny', {
    'tiny.onnx': convnet('fp32', { anySide: true }).model,
    'preprocessor_config.json': { ...PROCESSOR, size: { height: 48, width: 48 } },
  });
  const row = encoders.row('tiny');
  await expect(row).toContainText('20 values of last_hidden_state · 48 × 48 px');
  expect(hub.asked).toEqual([]);

  await row.getByRole('button', { name: 'Correct tiny' }).click();
  const form = app.page.getByRole('form', { name: 'Correct tiny' });
  await expect(form.getByLabel('Embedding')).toContainText('last_hidden_state, mean of the map (20)');
  await form.getByLabel('Side, px').fill('64');
  await form.getByRole('button', { name: 'Try it so' }).click();
  await expect(encoders.row('tiny')).toContainText('64 × 64 px', { timeout: TRIAL_MS });
  await expect(encoders.rows).toHaveCount(2);
});

test.describe('on a phone of 320 px', () => {
  test.use({ viewport: { width: 320, height: 700 } });

  test('a model whose makers say nothing is taken, asked about, and shown as it sees a photo', async ({
    app,
    encoders,
  }) => {
    test.setTimeout(240_000);
    await app.open();
    const { page } = app;
    await app.header.locator('[data-device]').click();
    await expect(encoders.panel).toBeVisible();
    await encoders.ask('tests/silent-tiny');
    await expect(encoders.panel).toContainText('Its makers do not say how it takes photos');
    await encoders.fetch('onnx/model.onnx');
    await expect(encoders.row('silent-tiny')).toContainText('32 × 48 px', { timeout: TRIAL_MS });
    const form = page.getByRole('form', { name: 'Correct silent-tiny' });
    const picture = form.getByRole('img', { name: /as the encoder would see it/ });
    await expect(picture).toHaveAttribute('data-size', '32x48');
    const seen = () => picture.evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());
    const cropped = await seen();
    await form.getByLabel('Photo', { exact: true }).selectOption('All of it, stretched');
    await expect.poll(seen).not.toBe(cropped);
    await form.getByLabel('Values', { exact: true }).selectOption('0 to 255');
    await expect(form.getByRole('status')).toContainText(/values \d+\.\d+ to 2\d\d\.\d/);
    const [content, view] = await page.evaluate(() => [
      document.documentElement.scrollWidth,
      window.innerWidth,
    ]);
    expect(content).toBeLessThanOrEqual(view);
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
    await form.getByRole('button', { name: 'Try it so' }).click();
    await expect(encoders.row('silent-tiny')).not.toContainText('Nobody says', { timeout: TRIAL_MS });
  });
});
