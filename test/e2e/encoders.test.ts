/** Models of others on a hub and in files in; proof that they are fetched only when told, tried, used, and never mixed, out. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import type { Locator } from '@playwright/test';
import { clip, clipText, convnet, vit } from '../encoders/networks';
import { CLIP_SETTINGS, CLIP_TOKENIZER } from '../encoders/tokenizers';
import type { App } from './app';
import { standInForHub, type Hub, type Repository } from './hub';
import { expect, test } from './lookalike';
import type { Sketch } from './photos';

const PROCESSOR = {
  image_processor_type: 'ViTImageProcessor',
  size: { height: 32, width: 32 },
  resample: 2,
  image_mean: [0.5, 0.5, 0.5],
  image_std: [0.5, 0.5, 0.5],
};
const external = vit('fp32', { external: 'model.onnx_data' });
const MODELS: Record<string, Repository> = {
  'tests/vit-tiny': {
    'preprocessor_config.json': PROCESSOR,
    'onnx/model.onnx': external.model,
    'onnx/model.onnx_data': external.data ?? {},
    'onnx/model_fp16.onnx': vit('fp16').model,
    'onnx/model_quantized.onnx': vit('q8').model,
  },
  'tests/clip-tiny': {
    'preprocessor_config.json': {
      ...PROCESSOR,
      image_processor_type: 'CLIPImageProcessor',
      size: 32,
      crop_size: 32,
    },
    'onnx/vision_model.onnx': clip('fp32').model,
    'onnx/text_model.onnx': new Uint8Array(40),
  },
  'tests/words-tiny': {
    'preprocessor_config.json': {
      ...PROCESSOR,
      image_processor_type: 'CLIPImageProcessor',
      size: 32,
      crop_size: 32,
    },
    'onnx/vision_model.onnx': clip('fp32').model,
    'onnx/text_model.onnx': clipText('fp32').model,
    'tokenizer.json': CLIP_TOKENIZER,
    'tokenizer_config.json': CLIP_SETTINGS,
  },
  'tests/other-words-tiny': {
    'preprocessor_config.json': { ...PROCESSOR, size: 32 },
    'onnx/vision_model.onnx': clip('fp32').model,
    'onnx/text_model.onnx': clipText('fp32', { dims: 12 }).model,
    'tokenizer.json': CLIP_TOKENIZER,
  },
  'tests/silent-tiny': { 'onnx/model.onnx': convnet('fp32', { side: 48, width: 32 }).model },
};
const SKETCHES: readonly Sketch[] = (
  ['crimson', 'royalblue', 'gold', 'black', 'teal', 'purple'] as const
).map((colour, i) => ({
  name: `${colour}.jpg`,
  garment: { shape: i % 2 ? ('bag' as const) : ('shirt' as const), colour, turn: i * 7 },
}));
/** A runtime is started, a model compiled and measured, on a machine that may be busy. */
const TRIAL_MS = 90_000;

class Encoders {
  readonly panel: Locator;
  readonly rows: Locator;

  constructor(private readonly app: App) {
    this.panel = app.page.getByRole('region', { name: 'Encoders' });
    this.rows = this.panel.getByRole('list', { name: 'Encoders on this device' }).getByRole('listitem');
  }

  async open(): Promise<void> {
    await this.app.page.keyboard.press('e');
    await expect(this.panel).toBeVisible();
  }

  async ask(typed: string): Promise<void> {
    await this.panel.getByLabel('Model on Hugging Face').fill(typed);
    await this.panel.getByRole('button', { name: 'Ask huggingface.co' }).click();
  }

  async fetch(path: string): Promise<void> {
    const files = this.panel.getByRole('list', { name: 'Files on the hub' });
    await files.getByRole('listitem').filter({ hasText: path }).getByRole('button').click();
  }

  row(name: string): Locator {
    return this.rows.filter({ hasText: name });
  }

  /** Has an encoder answer. */
  async use(name: string): Promise<void> {
    await this.row(name).getByRole('button', { name: 'Use' }).click();
    await expect(this.app.page.locator('[data-device]')).toHaveAttribute(
      'title',
      new RegExp(`^Encoder ${name}`),
      {
        timeout: TRIAL_MS,
      },
    );
    await this.app.ready();
  }

  /** Has the encoder that answers embed all products. */
  async embedAgain(): Promise<void> {
    await this.app.page.getByRole('button', { name: 'Encode again' }).click();
    const embedding = this.app.page.getByRole('region', { name: 'Embedding' }).getByRole('status');
    await expect(embedding).toHaveText(/ is done$/, { timeout: TRIAL_MS });
  }
}

let hub: Hub;
let encoders: Encoders;
test.beforeEach(async ({ app, context }) => {
  hub = await standInForHub(context, MODELS);
  encoders = new Encoders(app);
});

test('nothing leaves the app’s origin before somebody asks, and then only to the hub', async ({
  app,
  context,
}) => {
  const origins = new Set<string>();
  context.on('request', (request) => {
    const { origin, protocol } = new URL(request.url());
    if (protocol.startsWith('http')) origins.add(origin);
  });
  await app.open();
  const own = new URL(app.page.url()).origin;
  await encoders.open();
  await expect(encoders.rows).toHaveCount(1);
  expect([...origins]).toEqual([own]);
  await encoders.ask('tests/vit-tiny');
  const files = encoders.panel.getByRole('list', { name: 'Files on the hub' });
  await expect(files.getByRole('listitem')).toHaveText([/quantized/, /fp16/, /model\.onnx/]);
  expect([...origins]).toEqual([own, 'https://huggingface.co']);
  // sizes are shown, and no model has been fetched
  await expect(files.getByRole('button', { name: /^Fetch [\d.]+ kB$/ })).toHaveCount(3);
  expect(hub.asked.filter((path) => path.includes('.onnx'))).toEqual([]);
});

test('the policy lets one worker ask the hub, and no thread that sees photos', async ({ app }) => {
  const policies = new Map<string, string>();
  app.page.on('response', (response) => {
    const policy = response.headers()['content-security-policy'];
    const name = /\/assets\/([a-z]+\.worker)-/.exec(response.url())?.[1];
    if (name && policy) policies.set(name, /connect-src ([^;]+)/.exec(policy)?.[1] ?? '');
  });
  await app.open();
  await encoders.open();
  await expect(encoders.rows).toHaveCount(1);
  await expect.poll(() => policies.get('models.worker')).toContain('https://huggingface.co');
  expect([policies.get('encoder.worker'), policies.get('catalogue.worker')]).toEqual(["'self'", "'self'"]);
});

test('a model of the hub is tried, used offline, and its embeddings are not mixed with others', async ({
  app,
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
  await expect(row).toContainText(/WASM: [\d.]+ photos\/s/, { timeout: TRIAL_MS });
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

test('a file opens with what lies beside it, and how it sees photos can be corrected', async ({ app }) => {
  test.setTimeout(240_000);
  const folder = await mkdtemp(join(tmpdir(), 'model-'));
  await writeFile(join(folder, 'tiny.onnx'), convnet('fp32', { anySide: true }).model);
  await writeFile(
    join(folder, 'preprocessor_config.json'),
    JSON.stringify({ ...PROCESSOR, size: { height: 48, width: 48 } }),
  );
  await app.open();
  await encoders.open();
  const [chooser] = await Promise.all([
    app.page.waitForEvent('filechooser'),
    encoders.panel.getByRole('button', { name: 'Open a file' }).click(),
  ]);
  await chooser.setFiles([join(folder, 'tiny.onnx'), join(folder, 'preprocessor_config.json')]);
  const row = encoders.row('tiny');
  await expect(row).toContainText('20 values of last_hidden_state · 48 × 48 px', { timeout: TRIAL_MS });
  await rm(folder, { recursive: true });
  expect(hub.asked).toEqual([]);

  await row.getByRole('button', { name: 'Correct tiny' }).click();
  const form = app.page.getByRole('form', { name: 'Correct tiny' });
  await expect(form.getByLabel('Embedding')).toContainText('last_hidden_state, mean of the map (20)');
  await form.getByLabel('Side, px').fill('64');
  await form.getByRole('button', { name: 'Try it so' }).click();
  await expect(encoders.row('tiny')).toContainText('64 × 64 px', { timeout: TRIAL_MS });
  await expect(encoders.rows).toHaveCount(2);
});

test('what the hub cannot give is refused with its reason', async ({ app }) => {
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

test('words find, alone and beside a product, and never leave the app’s origin', async ({
  app,
  context,
  drawn,
  folderOf,
}) => {
  test.setTimeout(360_000);
  await app.open();
  await app.index(await folderOf(await drawn(SKETCHES)));
  const { page } = app;
  const box = page.getByRole('searchbox');
  await expect(box).toHaveCount(0);
  const [id = ''] = await app.ids(6);
  const byShipped = await app.lookalikesOf(id);
  await page.keyboard.press('Escape');

  await encoders.open();
  await encoders.ask('tests/words-tiny');
  await encoders.fetch('onnx/vision_model.onnx');
  const row = encoders.row('words-tiny');
  await expect(row).toContainText('Searches by words, of 8 tokens at most', { timeout: TRIAL_MS });
  await encoders.use('words-tiny');
  await encoders.embedAgain();

  const asked: string[] = [];
  context.on('request', (request) => asked.push(`${request.url()} ${request.postData() ?? ''}`));
  // by keyboard alone
  await page.keyboard.press('/');
  await expect(box).toBeFocused();
  await page.keyboard.type('red tie');
  await page.keyboard.press('Enter');
  const ofWords = await app.matches();
  expect(ofWords).toHaveLength(5);
  await expect(app.search).toContainText('“red tie”');
  // another text has another order of scores: it was the words that were searched with
  await box.fill('zigzag');
  await page.keyboard.press('Enter');
  await expect(app.search).toContainText('“zigzag”');
  const scores = async () => (await app.matches()).map(({ score }) => score);
  await expect.poll(scores).not.toEqual(ofWords.map(({ score }) => score));

  await page.getByRole('button', { name: 'Close search' }).click();
  await expect(box).toHaveValue('');
  const alone = await app.lookalikesOf(id);
  await box.fill('red tie');
  await page.keyboard.press('Enter');
  const slider = page.getByRole('slider', { name: 'How much the words count' });
  await expect(slider).toHaveValue('50');
  await expect.poll(scores).not.toEqual(alone.map(({ score }) => score));
  // all words: as if there were no product, but for itself
  await slider.focus();
  await page.keyboard.press('End');
  await expect(slider).toHaveAttribute('aria-valuetext', '100 % words');
  const words = new Map(ofWords.map((match) => [match.id, match.score]));
  await expect
    .poll(async () =>
      (await app.matches()).every(({ id: found, score }) => (words.get(found) ?? score) === score),
    )
    .toBe(true);
  expect(await new AxeBuilder({ page }).include('.words').analyze()).toMatchObject({ violations: [] });
  await box.fill('');
  await page.keyboard.press('Enter');
  await expect(slider).toHaveCount(0);
  await expect.poll(scores).toEqual(alone.map(({ score }) => score));

  // words go with the encoder that answers: beside a product they are left when it has none
  await box.fill('red tie');
  await page.keyboard.press('Enter');
  await expect(slider).toBeVisible();
  await encoders.use('products');
  await expect(box).toHaveCount(0);
  await expect.poll(scores).toEqual(byShipped.map(({ score }) => score));
  await page.getByRole('button', { name: 'Close search' }).click();
  // and they are searched with again, in the right space, when one that has them is back
  await encoders.use('words-tiny');
  await box.fill('red tie');
  await page.keyboard.press('Enter');
  await expect.poll(scores).toEqual(ofWords.map(({ score }) => score));
  await encoders.use('products');
  await expect(app.search).toHaveCount(0);
  await expect(box).toHaveCount(0);
  await encoders.use('words-tiny');
  await expect(app.search).toContainText('“red tie”');
  await expect.poll(scores).toEqual(ofWords.map(({ score }) => score));

  const own = new URL(page.url()).origin;
  expect(asked.filter((request) => !request.startsWith(own) && !request.startsWith('blob:'))).toEqual([]);
  expect(asked.filter((request) => /red(%20|\+| )tie|zigzag/.test(request))).toEqual([]);
});

test('a text model that does not agree with the photos’ is left out, and why is said', async ({ app }) => {
  test.setTimeout(240_000);
  await app.open();
  await encoders.open();
  await encoders.ask('tests/other-words-tiny');
  await encoders.fetch('onnx/vision_model.onnx');
  const row = encoders.row('other-words-tiny');
  await expect(row).toContainText(/Not searched by words: .*12 values.*16/, { timeout: TRIAL_MS });
  await expect(row.getByRole('button', { name: 'Use' })).toBeEnabled();
});

test.describe('on a phone of 320 px', () => {
  test.use({ viewport: { width: 320, height: 700 } });

  test('a model whose makers say nothing is taken, asked about, and shown as it sees a photo', async ({
    app,
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
    await expect(form.getByRole('status')).toContainText(/values \d+\.00 to 2\d\d\.00/);
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
