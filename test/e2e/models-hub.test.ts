/** Models of a hub in; proof that they are fetched only when told, tried, used without it, and never mixed, out. */
import { TRIAL_MS } from './encoders-panel';
import { SKETCHES, expect, test } from './with-hub';

test('nothing leaves the app’s origin before somebody asks, then only to the hub, and by the one worker that may', async ({
  app,
  hub,
  encoders,
  context,
}) => {
  const origins = new Set<string>();
  context.on('request', (request) => {
    const { origin, protocol } = new URL(request.url());
    if (protocol.startsWith('http')) origins.add(origin);
  });
  const policies = new Map<string, string>();
  app.page.on('response', (response) => {
    const policy = response.headers()['content-security-policy'];
    const name = /\/assets\/([a-z]+\.worker)-/.exec(response.url())?.[1];
    if (name && policy) policies.set(name, /connect-src ([^;]+)/.exec(policy)?.[1] ?? '');
  });
  await app.open();
  const own = new URL(app.page.url()).origin;
  await encoders.open();
  await expect(encoders.rows).toHaveCount(1);
  expect([...origins]).toEqual([own]);
  await expect.poll(() => policies.get('models.worker')).toContain('https://huggingface.co');
  // threads that see photos
  expect([policies.get('encoder.worker'), policies.get('catalogue.worker')]).toEqual(["'self'", "'self'"]);

  await encoders.ask('tests/vit-tiny');
  await expect(encoders.files.getByRole('listitem')).toHaveText([/quantized/, /fp16/, /model\.onnx/]);
  expect([...origins]).toEqual([own, 'https://huggingface.co']);
  // sizes are shown, and no model has been fetched
  await expect(encoders.files.getByRole('button', { name: /^Fetch [\d.]+ kB$/ })).toHaveCount(3);
  expect(hub.asked.filter((path) => path.includes('.onnx'))).toEqual([]);
});

test('a model of the hub is tried, used offline, and its embeddings are not mixed with others', async ({
  app,
  hub,
  encoders,
  context,
  drawn,
  folderOf,
}) => {
  test.setTimeout(360_000);
  await app.open();
  await app.index(await folderOf(await drawn(SKETCHES)));
  const id = (await app.ids(6))[0]!;
  const before = await app.lookalikesOf(id);

  await encoders.open();
  await encoders.ask('https://huggingface.co/tests/vit-tiny');
  await encoders.fetch('onnx/model.onnx');
  const row = encoders.row('vit-tiny');
  await expect(row).toContainText(/WASM: [\d.,]+ photos\/s/, { timeout: TRIAL_MS });
  await expect(row).toContainText('24 values of last_hidden_state · 32 × 32 px');
  expect(hub.asked.filter((path) => path.includes('.onnx'))).toEqual([
    '/tests/vit-tiny/resolve/c0ffee/onnx/model.onnx',
    '/tests/vit-tiny/resolve/c0ffee/onnx/model.onnx_data',
  ]);

  await encoders.use('vit-tiny');
  await expect(app.page.getByText('6 products were encoded by another encoder')).toBeVisible();
  await encoders.embedAgain();
  const after = await app.lookalikesOf(id);
  expect(after.map(({ score }) => score)).not.toEqual(before.map(({ score }) => score));

  // it is kept on this device: the hub is gone
  await context.unroute('https://huggingface.co/**');
  const asked = hub.asked.length;
  await app.page.reload();
  await app.ready();
  expect(await app.lookalikesOf(id)).toEqual(after);
  expect(hub.asked.length).toBe(asked);

  // the shipped encoder's embeddings are still there
  await encoders.open();
  await encoders.use('products');
  expect(await app.lookalikesOf(id)).toEqual(before);

  await encoders.row('vit-tiny').getByRole('button', { name: 'Remove vit-tiny' }).click();
  await expect(encoders.rows).toHaveCount(1);
});

test('what the hub cannot give is refused with its reason', async ({ app, hub, encoders }) => {
  test.setTimeout(240_000);
  await app.open();
  await encoders.open();
  await encoders.ask('tests/no-such-model');
  await expect(app.alert).toContainText('could not be had from Hugging Face');
  await expect(app.alert).toContainText('HTTP 404');

  hub.silent = true;
  await encoders.ask('tests/clip-tiny');
  await expect(app.alert).toContainText('huggingface.co does not answer');
  hub.silent = false;

  hub.swapped = true;
  await encoders.ask('tests/clip-tiny');
  await encoders.fetch('onnx/vision_model.onnx');
  await expect(app.alert).toContainText('file is damaged', { timeout: TRIAL_MS });
  await expect(encoders.rows).toHaveCount(1);

  hub.swapped = false;
  await encoders.ask('tests/clip-tiny');
  await encoders.fetch('onnx/vision_model.onnx');
  await expect(encoders.row('clip-tiny')).toContainText('16 values of image_embeds', { timeout: TRIAL_MS });

  // which output is its embedding is corrected by hand: another model, in place of the first
  await encoders.row('clip-tiny').getByRole('button', { name: 'Correct clip-tiny' }).click();
  const embedding = app.page.getByLabel('Embedding');
  await expect(embedding.locator('option')).toHaveText([
    'image_embeds, as it is (16)',
    'last_hidden_state, first token (24)',
    'last_hidden_state, mean of tokens (24)',
  ]);
  await embedding.selectOption('last_hidden_state, mean of tokens (24)');
  await app.page.getByRole('button', { name: 'Try it so' }).click();
  await expect(encoders.row('clip-tiny')).toContainText('24 values of last_hidden_state', {
    timeout: TRIAL_MS,
  });
  await expect(encoders.rows).toHaveCount(2);
});
