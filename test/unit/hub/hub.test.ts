/** A server with the hub's addresses in; checks of what is found there, and of files that are cut off, change or are not there, out. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { hubAddress } from '../../../src/hub/address';
import { download, type Place } from '../../../src/hub/download';
import { fileUrl, lookUp } from '../../../src/hub/look-up';

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

/** @returns the server's origin. */
async function serve(answer: Answer): Promise<string> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

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
    await expect(missing).rejects.toThrow(/404/);
    const silent = lookUp('http://127.0.0.1:9', { repo: 'some/model', revision: 'main' });
    await expect(silent).rejects.toMatchObject({ name: 'HubFailed' });
  });

  test('has addresses whose parts cannot leave the model', () => {
    const url = fileUrl('https://hub', { repo: 'a/b', revision: 'v 1' }, 'onnx/model #1.onnx');
    expect(url).toBe('https://hub/a/b/resolve/v%201/onnx/model%20%231.onnx');
  });
});

class Memory implements Place {
  bytes = Buffer.alloc(0);
  emptied = 0;

  get size(): number {
    return this.bytes.length;
  }

  append(bytes: Uint8Array): void {
    this.bytes = Buffer.concat([this.bytes, bytes]);
  }

  empty(): void {
    this.bytes = Buffer.alloc(0);
    this.emptied += 1;
  }
}

const FILE = Buffer.from(Array.from({ length: 300_000 }, (_, i) => (i * 31) % 251));
const QUICK = { waitMs: 1 };

function rangeStart({ headers }: IncomingMessage): number {
  return Number(/^bytes=(\d+)-$/.exec(headers.range ?? '')?.[1] ?? 0);
}

/** The rest of the file, as the hub sends it. */
function sendFrom(response: ServerResponse, start: number, end = FILE.length): void {
  const headers = {
    'content-length': FILE.length - start,
    ...(start > 0 ? { 'content-range': `bytes ${start}-${FILE.length - 1}/${FILE.length}` } : {}),
  };
  response.writeHead(start > 0 ? 206 : 200, headers);
  if (end === FILE.length) response.end(FILE.subarray(start));
  else response.write(FILE.subarray(start, end), () => setTimeout(() => response.destroy(), 20));
}

describe('a download', () => {
  test('goes on at the byte where a connection was cut, as often as it takes', async () => {
    const starts: number[] = [];
    const hub = await serve((request, response) => {
      const start = rangeStart(request);
      starts.push(start);
      sendFrom(response, start, Math.min(FILE.length, start + 70_000));
    });
    const place = new Memory();
    const told: number[] = [];
    await download(hub, FILE.length, place, { ...QUICK, progress: (done) => told.push(done) });
    expect(place.bytes.equals(FILE)).toBe(true);
    expect(starts.length).toBeGreaterThanOrEqual(5);
    expect(starts).toEqual([...new Set(starts)].sort((a, b) => a - b));
    expect(told.at(-1)).toBe(FILE.length);
    expect(place.emptied).toBe(1);
  });

  test('asks for nothing that is here already', async () => {
    const starts: number[] = [];
    const hub = await serve((request, response) => {
      starts.push(rangeStart(request));
      sendFrom(response, rangeStart(request));
    });
    const place = new Memory();
    place.append(FILE.subarray(0, 123_456));
    await download(hub, FILE.length, place, QUICK);
    await download(hub, FILE.length, place, QUICK);
    expect(starts).toEqual([123_456]);
    expect(place.bytes.equals(FILE)).toBe(true);
  });

  test('begins anew where the server sends all of it', async () => {
    const hub = await serve((_, response) => {
      sendFrom(response, 0);
    });
    const place = new Memory();
    place.append(FILE.subarray(0, 999));
    await download(hub, FILE.length, place, QUICK);
    expect(place.bytes.equals(FILE)).toBe(true);
  });

  test('asks a busy hub again', async () => {
    let asked = 0;
    const hub = await serve((_, response) => {
      asked += 1;
      if (asked < 4) response.writeHead(503).end();
      else sendFrom(response, 0);
    });
    const place = new Memory();
    await download(hub, FILE.length, place, QUICK);
    expect([asked, place.size]).toEqual([4, FILE.length]);
  });

  test('gives up where nothing comes time after time, and keeps what there is', async () => {
    let asked = 0;
    const hub = await serve((_, response) => {
      asked += 1;
      response.destroy();
    });
    const place = new Memory();
    place.append(FILE.subarray(0, 77));
    await expect(download(hub, FILE.length, place, QUICK)).rejects.toMatchObject({ name: 'HubFailed' });
    expect([asked, place.size]).toEqual([5, 77]);
  });

  test.each([
    ['a file that is not there', 404, 'application/json', /HTTP 404/],
    ['a model that may not be had', 401, 'application/json', /HTTP 401/],
    ['a page in place of a file', 200, 'text/html; charset=utf-8', /web page/],
  ])('refuses %s at once', async (_, status, type, words) => {
    let asked = 0;
    const hub = await serve((__, response) => {
      asked += 1;
      response.writeHead(status, { 'content-type': type }).end('<!doctype html>');
    });
    const place = new Memory();
    const refused = download(hub, FILE.length, place, QUICK);
    await expect(refused).rejects.toMatchObject({ name: 'HubFailed' });
    await expect(refused).rejects.toThrow(words);
    expect([asked, place.size]).toEqual([1, 0]);
  });

  test('refuses more than was said, and keeps none of it', async () => {
    const hub = await serve((_, response) => {
      sendFrom(response, 0);
    });
    const place = new Memory();
    await expect(download(hub, 1000, place, QUICK)).rejects.toMatchObject({ name: 'ModelCorrupt' });
    expect(place.size).toBe(0);
  });

  test('stops when it is cancelled, and what has come is there for the next', async () => {
    const hub = await serve((_, response) => {
      response.writeHead(200, { 'content-length': FILE.length });
      response.write(FILE.subarray(0, 50_000));
    });
    const place = new Memory();
    const controller = new AbortController();
    const cancelled = download(hub, FILE.length, place, {
      ...QUICK,
      signal: controller.signal,
      progress: () => {
        controller.abort();
      },
    });
    await expect(cancelled).rejects.toMatchObject({ name: 'AbortError' });
    expect(place.size).toBeGreaterThan(0);
  });
});
