/** Small networks of every family in; proof that each is understood, tried, and encodes as native runtime and Pillow do, out. */
import { describe, expect, test } from 'vitest';
import { reasonText } from '../../src/app/messages/reason-text';
import type { EncoderCard, Preprocessing } from '../../src/contract/card';
import { cosine } from '../../src/encoding/encoder/cosine';
import { openEncoder } from '../../src/encoding/encoder/encoder';
import { BitmapRows } from '../../src/image/bitmap-rows';
import { readSquare } from '../../src/image/contain';
import { decode } from '../../src/image/decode';
import { openResizer } from '../../src/image/open-resizer';
import { batchTensor } from '../../src/image/tensor';
import type { Model } from '../../src/inference/load-model';
import { examine, type Brought } from '../../src/models/trial/examine';
import { tryDevices } from '../../src/models/trial/try-devices';
import { fromProcessor } from '../../src/models/hub/processor';
import { CASES, OUTPUTS, PROCESSORS, filesOf, type Case } from '../encoders/cases';
import { DIMS, pair } from '../encoders/networks';
import golden from '../fixtures/encoders/golden.json';
import squares from '../fixtures/encoders/squares.json';
import { said as wordsOf } from '../said';

/** How near to the native build each dtype must come. */
const CLOSE = { fp32: 0.9999, fp16: 0.999, q8: 0.99 } as const;

function brought(bytes: Uint8Array<ArrayBuffer>, preprocessing: Preprocessing, name = 'network'): Brought {
  const facts = { name, version: '1', sha256: '', sizeBytes: bytes.length, dtype: 'fp32' as const };
  return { bytes, facts, preprocessing };
}

/** As its makers' file says; what the ONNX file says of its input is left to be found. */
function said({ processor }: Case): Preprocessing {
  return fromProcessor(PROCESSORS[processor]);
}

function given(wanted: Case): Brought {
  const { model, data } = filesOf(wanted);
  const files = data ? [{ name: wanted.unusual.external ?? '', bytes: data }] : [];
  return { ...brought(model, said(wanted), wanted.name), data: files };
}

async function photoSquare(preprocessing: Preprocessing): Promise<Uint8ClampedArray> {
  const bitmap = await decode(await (await fetch(`/test/fixtures/${squares.photo}`)).blob());
  return readSquare(new BitmapRows(bitmap), preprocessing, await openResizer());
}

/** What the maker's processor makes of the photo, by Pillow. */
function pillowSquare({ processor }: Case): Uint8ClampedArray {
  return Uint8ClampedArray.from(atob(squares.networks[processor].rgb), (char) => char.charCodeAt(0));
}

describe.each(CASES)('$name', (wanted) => {
  let model: Model<EncoderCard>;

  test('is understood without a setting: input, output and dims', async () => {
    const { card, outputs } = await examine(given(wanted));
    expect(card.output).toEqual(OUTPUTS[wanted.family]);
    expect(card.dims).toBe(DIMS[wanted.family]);
    expect(outputs[0]).toEqual({ ...OUTPUTS[wanted.family], dims: card.dims });
    const { layout, input } = wanted.unusual;
    expect([card.preprocessing.layout, card.preprocessing.input]).toEqual([layout, input]);
    expect(card.preprocessing).toMatchObject(squares.networks[wanted.processor].rule);
    expect(Math.hypot(...card.probe)).toBeCloseTo(1, 4);
    model = { ...given(wanted), card };
  });

  test('gives what the native runtime gives for the same tensor, and for the same photo after Pillow', async () => {
    const encoder = await openEncoder(model, ['wasm']);
    const { preprocessing } = model.card;
    const expected = golden[wanted.name as keyof typeof golden];
    const pair = [pillowSquare(wanted), await photoSquare(preprocessing)].map((rgb) => ({ rgb }));
    const rows = await encoder.encode(batchTensor(pair, preprocessing), 2);
    await encoder.dispose();
    const { dims } = model.card;
    expect(cosine(rows.slice(0, dims), expected)).toBeGreaterThanOrEqual(CLOSE[wanted.weights]);
    expect(cosine(rows.slice(dims), expected)).toBeGreaterThanOrEqual(Math.min(0.999, CLOSE[wanted.weights]));
  });
});

describe('a trial', () => {
  const vit = CASES.find(({ name }) => name === 'vit fp32')!;

  test('finds both devices sound, alike, and measured, and takes the faster', async () => {
    const { card } = await examine(given(vit));
    const { trials, device } = await tryDevices({ ...given(vit), card }, ['webgpu', 'wasm']);
    expect(trials.map((trial) => [trial.device, trial.isSound])).toEqual([
      ['wasm', true],
      ['webgpu', true],
    ]);
    expect(trials[1]!.cosine).toBeGreaterThan(0.999);
    expect(trials[1]!.overlap).toBeGreaterThan(0.8);
    const speeds = trials.map(({ perSecond = 0 }) => perSecond);
    expect(Math.min(...speeds)).toBeGreaterThan(0);
    expect(device).toBe(trials[speeds.indexOf(Math.max(...speeds))]!.device);
    // a runtime on an adapter in software
  }, 180_000);

  test('trusts no device with a model to which all photos are one', async () => {
    const bare = given(vit);
    // a scale of next to nothing: every pixel is grey
    const { card } = await examine({ ...bare, preprocessing: { ...bare.preprocessing, scale: 1e-9 } });
    const found = await tryDevices({ ...bare, card }, ['wasm']);
    expect(found).not.toHaveProperty('device');
    expect(found.trials[0]).toMatchObject({ isSound: false });
    expect(reasonText(found.trials[0]?.reason ?? '')).toBe('all drawn photos come out alike');
  });

  test('trusts no device that gives another embedding than the card', async () => {
    const { card } = await examine(given(vit));
    const wrong = { ...card, probe: card.probe.map((x, i) => (i % 2 ? x : -x)) };
    const found = await tryDevices({ ...given(vit), card: wrong }, ['wasm']);
    expect(found.trials[0]).toMatchObject({ isSound: false });
    expect(found.trials[0]!.reason).toMatch(/cosine/);
  });
});

describe('what cannot encode photos is refused by name, with what came', () => {
  const vit = CASES.find(({ name }) => name === 'vit fp32')!;
  const clip = CASES.find(({ name }) => name === 'clip fp32')!;
  const html = new TextEncoder().encode('<!doctype html><title>Not found</title>');

  test.each([
    ['a page in place of a model', () => brought(html, said(vit)), 'ModelCorrupt', /session/],
    ['half a file', () => brought(filesOf(vit).model.slice(0, 3000), said(vit)), 'ModelCorrupt', /session/],
    [
      'a model of two photos',
      () => brought(pair().model, said(vit)),
      'ModelUnsuitable',
      /2 inputs .*other_values/,
    ],
    [
      'weights that are not there',
      () => ({ ...given(CASES.at(-1)!), data: [] }),
      'ModelCorrupt',
      /model\.onnx_data/,
    ],
    [
      'a fixed batch of eight',
      () => brought(filesOf({ ...clip, unusual: { batch: 8 } }).model, said(clip)),
      'ModelUnsuitable',
      /batch .* \[8, 3, 32, 32\]/,
    ],
    [
      'an output that it does not have',
      () => ({ ...given(vit), output: { name: 'image_embeds', pooling: 'vector' as const } }),
      'ModelUnsuitable',
      /last_hidden_state \[1, 17, 24\]/,
    ],
  ])('%s', async (_, make, name, words) => {
    const refused = examine(make());
    await expect(refused).rejects.toMatchObject({ name });
    expect(await wordsOf(refused)).toMatch(words);
  });

  test('an oblong that a file fixes counts: the photo covers it, or is stretched to it', async () => {
    const convnet = CASES.find(({ name }) => name === 'convnet fp32')!;
    const { model } = filesOf({ ...convnet, unusual: { side: 48, width: 32 } });
    const square = { ...said(convnet), side: 32, fit: 'cover', edge: 36 } as const;
    const { card } = await examine(brought(model, square));
    expect(card.preprocessing).toMatchObject({ side: 48, width: 32, fit: 'cover' });
    expect(card.preprocessing).not.toHaveProperty('edge');
    const { trials } = await tryDevices({ ...brought(model, square), card }, ['wasm']);
    expect(trials[0]).toMatchObject({ isSound: true });
    const seen = await photoSquare(card.preprocessing);
    expect(seen.length).toBe(48 * 32 * 3);
  });

  test('the side that a file fixes counts, whatever its makers say', async () => {
    const fixed = filesOf({ ...vit, unusual: { side: 48 } });
    const { card } = await examine(brought(fixed.model, { ...said(vit), side: 32, fit: 'cover', edge: 36 }));
    expect(card.preprocessing).toMatchObject({ side: 48, edge: 54 });
  });
});
