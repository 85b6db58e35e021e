/** What people type, and a server with the hub's addresses, in; checks of the models that are found there out. */
import { describe, expect, test } from 'vitest';
import { hubAddress } from '../../../../src/models/hub/address';
import { fileUrl, lookUp } from '../../../../src/models/hub/look-up';
import { said } from '../../../said';
import { serve } from './served';

const PROCESSOR = {
  image_processor_type: 'ViTImageProcessor',
  size: { height: 32, width: 32 },
  resample: 2,
  image_mean: [0.5, 0.5, 0.5],
  image_std: [0.5, 0.5, 0.5],
};

function hubOf(
  files: Record<string, number>,
  processor: unknown = PROCESSOR,
  config: unknown = {},
): Promise<string> {
  const list = [
    { type: 'directory', path: 'onnx' },
    ...Object.entries(files).map(([path, size]) => ({
      ...{ type: 'file', path, size },
      ...(path.endsWith('.json') ? {} : { lfs: { oid: `hash of ${path}`, size } }),
    })),
  ];
  const answers: Record<string, unknown> = {
    '/api/models/some/model/revision/main': { sha: 'c0ffee' },
    '/api/models/some/model/tree/c0ffee?recursive=true': list,
    '/some/model/resolve/c0ffee/preprocessor_config.json': processor,
    '/some/model/resolve/c0ffee/config.json': config,
  };
  return serve((request, response) => {
    const answer = answers[request.url ?? ''];
    response.writeHead(answer === undefined ? 404 : 200, { 'content-type': 'application/json' });
    response.end(answer === undefined ? '{}' : JSON.stringify(answer));
  });
}

describe('an address', () => {
  test.each([
    ['some/model', 'some/model', 'main'],
    ['  some/model-2.1_x ', 'some/model-2.1_x', 'main'],
    ['https://huggingface.co/some/model', 'some/model', 'main'],
    ['https://huggingface.co/some/model/tree/v2', 'some/model', 'v2'],
    ['https://huggingface.co/some/model/blob/c0ffee/onnx/model.onnx', 'some/model', 'c0ffee'],
    ['http://hf.co/some/model/', 'some/model', 'main'],
  ])('“%s”', (typed, repo, revision) => {
    expect(hubAddress(typed)).toEqual({ repo, revision });
  });

  test.each([
    '',
    'model',
    'https://example.org/some/model',
    'https://huggingface.co.example.org/a/b',
    '../a/b c',
  ])('“%s” is none', (typed) => {
    expect(() => hubAddress(typed)).toThrow(expect.objectContaining({ name: 'HubFailed' }));
  });
});

describe('what the hub has', () => {
  test('is every variant with its data files, the smallest first, pinned to a commit', async () => {
    const hub = await hubOf({
      'onnx/model.onnx': 10,
      'onnx/model.onnx_data': 900,
      'onnx/model_fp16.onnx': 455,
      'onnx/model_quantized.onnx': 230,
      'onnx/model_q4.onnx': 120,
      'onnx/decoder.onnx': 5,
      'preprocessor_config.json': 300,
      'pytorch_model.bin': 4000,
    });
    const found = await lookUp(hub, { repo: 'some/model', revision: 'main' });
    expect(found.revision).toBe('c0ffee');
    expect(found.variants.map(({ path, dtype, sizeBytes }) => [path, dtype, sizeBytes])).toEqual([
      ['onnx/model_q4.onnx', 'q4', 120],
      ['onnx/model_quantized.onnx', 'q8', 230],
      ['onnx/model_fp16.onnx', 'fp16', 455],
      ['onnx/model.onnx', 'fp32', 910],
    ]);
    expect(found.variants[3]!.files).toEqual([
      { path: 'onnx/model.onnx', sizeBytes: 10, sha256: 'hash of onnx/model.onnx' },
      { path: 'onnx/model.onnx_data', sizeBytes: 900, sha256: 'hash of onnx/model.onnx_data' },
    ]);
    expect(found.preprocessing).toMatchObject({ side: 32, fit: 'stretch', resample: 'bilinear' });
  });

  test('of a pair without a tokenizer is its vision half, with the text half of the same dtype', async () => {
    const hub = await hubOf({
      'onnx/model.onnx': 600,
      'onnx/text_model.onnx': 250,
      'onnx/vision_model.onnx': 350,
      'onnx/vision_model_fp16.onnx': 175,
      'preprocessor_config.json': 300,
    });
    const { variants } = await lookUp(hub, { repo: 'some/model', revision: 'main' });
    expect(variants.map(({ path }) => path)).toEqual([
      'onnx/vision_model_fp16.onnx',
      'onnx/vision_model.onnx',
    ]);
    expect(variants.map(({ text }) => text?.map(({ path }) => path))).toEqual([
      ['onnx/text_model.onnx'],
      ['onnx/text_model.onnx'],
    ]);
  });

  test('of a pair with a tokenizer is each half in the same dtype, and the tokenizer’s files', async () => {
    const hub = await hubOf({
      'onnx/text_model.onnx': 250,
      'onnx/text_model.onnx_data': 900,
      'onnx/text_model_fp16.onnx': 125,
      'onnx/vision_model.onnx': 350,
      'onnx/vision_model_fp16.onnx': 175,
      'tokenizer_config.json': 20,
      'tokenizer.json': 2000,
      'config.json': 10,
      'preprocessor_config.json': 300,
    });
    const found = await lookUp(hub, { repo: 'some/model', revision: 'main' });
    expect(found.tokenizer?.map(({ path }) => path)).toEqual([
      'tokenizer.json',
      'tokenizer_config.json',
      'config.json',
    ]);
    expect(found.variants.map(({ text }) => text?.map(({ path }) => path))).toEqual([
      ['onnx/text_model_fp16.onnx'],
      ['onnx/text_model.onnx', 'onnx/text_model.onnx_data'],
    ]);
    // what photos alone take
    expect(found.variants.map(({ sizeBytes }) => sizeBytes)).toEqual([175, 350]);
  });

  test('may say nothing of preprocessing, or say it as timm does', async () => {
    const address = { repo: 'some/model', revision: 'main' };
    const silent = await lookUp(await hubOf({ 'onnx/model.onnx': 9 }), address);
    expect(silent).not.toHaveProperty('preprocessing');
    const bare = await lookUp(await hubOf({ 'onnx/model.onnx': 9, 'config.json': 2 }), address);
    expect(bare).not.toHaveProperty('preprocessing');
    const config = { pretrained_cfg: { input_size: [3, 96, 96], crop_pct: 1 } };
    const files = { 'onnx/model.onnx': 9, 'config.json': 2 };
    const timm = await lookUp(await hubOf(files, PROCESSOR, config), address);
    expect(timm.preprocessing).toMatchObject({ side: 96, fit: 'cover', resample: 'bicubic' });
  });

  test.each([
    ['no ONNX file', { 'model.safetensors': 9, 'preprocessor_config.json': 3 }, PROCESSOR, 'ModelUnsuitable'],
    [
      'a processor that cannot be honoured',
      { 'onnx/model.onnx': 9, 'preprocessor_config.json': 3 },
      { ...PROCESSOR, resample: 0 },
      'ModelUnsuitable',
    ],
  ])('is refused with %s', async (_, files, processor, name) => {
    const hub = await hubOf(files, processor);
    await expect(lookUp(hub, { repo: 'some/model', revision: 'main' })).rejects.toMatchObject({ name });
  });

  test('is refused by name where there is no such model, or nobody answers', async () => {
    const hub = await hubOf({});
    const missing = lookUp(hub, { repo: 'no/model', revision: 'main' });
    await expect(missing).rejects.toMatchObject({ name: 'HubFailed' });
    expect(await said(missing)).toMatch(/HTTP 404/);
    const silent = lookUp('http://127.0.0.1:9', { repo: 'some/model', revision: 'main' });
    await expect(silent).rejects.toMatchObject({ name: 'HubFailed' });
  });

  test('has addresses whose parts cannot leave the model', () => {
    const url = fileUrl('https://hub', { repo: 'a/b', revision: 'v 1' }, 'onnx/model #1.onnx');
    expect(url).toBe('https://hub/a/b/resolve/v%201/onnx/model%20%231.onnx');
  });
});
