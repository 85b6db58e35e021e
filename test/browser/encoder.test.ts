/** The shipped model and fixture photos in; proof that WebGPU and WASM encode alike, and that damage is noticed, out. */
import { beforeAll, describe, expect, test } from 'vitest';
import type { EncoderCard } from '../../src/contract/card';
import type { TensorData } from '../../src/contract/tensor';
import { DEFAULT_MODEL } from '../../src/shared/shipped-models';
import { cosine } from '../../src/encoding/encoder/cosine';
import { openEncoder, PROBE_COSINE, type Encoder } from '../../src/encoding/encoder/encoder';
import { parseEncoderCard } from '../../src/encoding/encoder/encoder-card';
import { BitmapRows } from '../../src/image/bitmap-rows';
import { contain } from '../../src/image/contain';
import { decode } from '../../src/image/decode';
import { openResizer } from '../../src/image/open-resizer';
import { wholeSquare } from '../../src/image/square';
import { batchTensor } from '../../src/image/tensor';
import { loadModel, type Model } from '../../src/inference/load-model';
import { probeTensor } from '../../src/inference/probe';

const FIXTURES = Object.entries(
  import.meta.glob<string>('../fixtures/image/*.{jpg,png,webp,gif,bmp}', {
    query: '?url',
    import: 'default',
    eager: true,
  }),
);
const FOLDER = new URL(`/models/${DEFAULT_MODEL}/`, window.location.href);

async function tensorOf(url: string, model: Model<EncoderCard>): Promise<TensorData> {
  const bitmap = await decode(await (await fetch(url)).blob());
  const { preprocessing } = model.card;
  const { side, pad } = preprocessing;
  const rgb = contain(new BitmapRows(bitmap), side, pad, await openResizer());
  const { width, height } = bitmap;
  bitmap.close();
  return batchTensor([wholeSquare(rgb, { width, height }, preprocessing)], preprocessing);
}

/** The tensors of several, one after the other. */
async function batchOf(
  fixtures: typeof FIXTURES,
  model: Model<EncoderCard>,
): Promise<Float32Array<ArrayBuffer>> {
  const tensors = await Promise.all(fixtures.map(([, url]) => tensorOf(url, model)));
  return Float32Array.from(tensors.flatMap((tensor) => [...tensor]));
}

describe('the shipped encoder', () => {
  let model: Model<EncoderCard>;
  let wasm: Encoder;
  let webgpu: Encoder;
  beforeAll(async () => {
    model = await loadModel(FOLDER, parseEncoderCard);
    wasm = await openEncoder(model, ['wasm']);
    webgpu = await openEncoder(model, ['webgpu']);
  });

  test('runs on the devices it was asked for', () => {
    expect([wasm.device, webgpu.device]).toEqual(['wasm', 'webgpu']);
  });

  test('has fixtures to look at', () => {
    expect(FIXTURES.length).toBeGreaterThan(20);
  });

  // a few only, all at once: on a GPU without hardware each call takes seconds
  test('gives embeddings that agree between WebGPU and WASM', async () => {
    const { dims } = model.card;
    const group = FIXTURES.filter((_, i) => i % 9 === 0);
    const batch = await batchOf(group, model);
    const a = await wasm.encode(batch.slice(), group.length);
    const b = await webgpu.encode(batch.slice(), group.length);
    expect([a.length, b.length]).toEqual([group.length * dims, group.length * dims]);
    for (const [i, [name]] of group.entries()) {
      const [onWasm, onWebgpu] = [a, b].map((rows) => rows.slice(i * dims, (i + 1) * dims)) as [
        Float32Array,
        Float32Array,
      ];
      expect(cosine(onWasm, onWebgpu), name).toBeGreaterThanOrEqual(0.999);
    }
  });

  test('gives every fixture an embedding of unit length', async () => {
    const { dims } = model.card;
    const rows = await wasm.encode(await batchOf(FIXTURES, model), FIXTURES.length);
    for (const [i, [name]] of FIXTURES.entries()) {
      expect(Math.hypot(...rows.slice(i * dims, (i + 1) * dims)), name).toBeCloseTo(1, 4);
    }
  });

  test('encodes a batch as it encodes each photo alone', async () => {
    const three = FIXTURES.slice(0, 3);
    const batch = await batchOf(three, model);
    const values = batch.length / three.length;
    const rows = await wasm.encode(batch.slice(), three.length);
    for (let i = 0; i < three.length; i++) {
      const alone = await wasm.encode(batch.slice(i * values, (i + 1) * values), 1);
      const { dims } = model.card;
      expect(cosine(rows.subarray(i * dims, (i + 1) * dims), alone)).toBeGreaterThan(0.99999);
    }
  });

  test('reproduces the probe embedding that training wrote into the card', async () => {
    const embedding = await wasm.encode(probeTensor(model.card.preprocessing), 1);
    expect(cosine(embedding, model.card.probe)).toBeGreaterThan(0.99999);
  });

  test('takes the next device when one does not reproduce the card, and says why', async () => {
    const wrong: Model<EncoderCard> = {
      ...model,
      card: { ...model.card, probe: model.card.probe.map((x, i) => (i % 2 ? x : -x)) },
    };
    await expect(openEncoder(wrong, ['wasm'])).rejects.toMatchObject({ name: 'DeviceUnavailable' });
    await expect(openEncoder(wrong, ['wasm'])).rejects.toThrow(String(PROBE_COSINE));
  });

  test('refuses a file that is no model', async () => {
    const bytes = new TextEncoder().encode('<!doctype html><title>Not found</title>');
    await expect(openEncoder({ ...model, bytes }, ['wasm'])).rejects.toMatchObject({ name: 'ModelCorrupt' });
  });

  test('names a folder without a model', async () => {
    const nowhere = new URL('/models/no-such-model/', window.location.href);
    await expect(loadModel(nowhere, parseEncoderCard)).rejects.toMatchObject({
      name: /Model(Missing|Corrupt)/,
    });
  });
});
