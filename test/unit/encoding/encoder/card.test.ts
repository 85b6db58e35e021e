/** The shipped card and damaged copies in; proof of what is refused and of what changes the fingerprint out. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parseEncoderCard } from '../../../../src/encoding/encoder/encoder-card';
import { fingerprint } from '../../../../src/encoding/encoder/fingerprint';

const FOLDER = new URL('../../../../public/models/products-10/', import.meta.url);
const shipped: unknown = JSON.parse(readFileSync(new URL('card.json', FOLDER), 'utf8'));

function changed(change: Record<string, unknown>): unknown {
  return { ...(shipped as object), ...change };
}

describe('the shipped card', () => {
  const card = parseEncoderCard(shipped);

  test('describes the shipped file', () => {
    const model = readFileSync(new URL('model.onnx', FOLDER));
    expect(createHash('sha256').update(model).digest('hex')).toBe(card.sha256);
    expect(model.length).toBe(card.sizeBytes);
    expect(model.length).toBeLessThanOrEqual(7_000_000);
  });

  test('has a probe embedding of unit length', () => {
    expect(card.probe).toHaveLength(card.dims);
    expect(Math.hypot(...card.probe)).toBeCloseTo(1, 4);
  });

  test.each([
    ['no object', 'text'],
    ['dims that are no number', changed({ dims: '256' })],
    ['a probe of other length', changed({ probe: [1, 0] })],
    ['an unknown dtype', changed({ dtype: 'int4' })],
    ['an unknown fit', changed({ preprocessing: { ...card.preprocessing, fit: 'fill' } })],
    ['an unknown filter', changed({ preprocessing: { ...card.preprocessing, resample: 'nearest' } })],
    ['a square of half a pixel', changed({ preprocessing: { ...card.preprocessing, side: 127.5 } })],
    ['a square that no memory holds', changed({ preprocessing: { ...card.preprocessing, side: 100_000 } })],
    ['an unknown order of channels', changed({ preprocessing: { ...card.preprocessing, channels: 'grb' } })],
    [
      'visibility beside a crop',
      changed({ preprocessing: { ...card.preprocessing, channels: 'rgbv', fit: 'cover' } }),
    ],
    [
      'visibility in pixels, not planes',
      changed({ preprocessing: { ...card.preprocessing, channels: 'rgbv', layout: 'nhwc' } }),
    ],
    [
      'visibility in bytes',
      changed({ preprocessing: { ...card.preprocessing, channels: 'rgbv', input: 'uint8' } }),
    ],
    ['an unknown type of input', changed({ preprocessing: { ...card.preprocessing, input: 'int8' } })],
    ['an unknown rounding', changed({ preprocessing: { ...card.preprocessing, rounding: 'up' } })],
    ['a division by zero', changed({ preprocessing: { ...card.preprocessing, std: [1, 0, 1] } })],
    ['an output without a name', changed({ output: { pooling: 'vector' } })],
    ['an unknown pooling', changed({ output: { name: 'features', pooling: 'max' } })],
    ['a mean of two numbers', changed({ preprocessing: { ...card.preprocessing, mean: [0, 0] } })],
    ['a pad outside bytes', changed({ preprocessing: { ...card.preprocessing, pad: 256 } })],
    ['no hash', changed({ sha256: undefined })],
  ])('is refused with %s, saying what was expected', (_what, json) => {
    expect(() => parseEncoderCard(json)).toThrow(/was expected/);
  });

  test.each([
    ['the model file', { sha256: '0'.repeat(64) }],
    ['the input size', { preprocessing: { ...card.preprocessing, side: 128 } }],
    ['the grey around the photo', { preprocessing: { ...card.preprocessing, pad: 255 } }],
    ['the scaling of the input', { preprocessing: { ...card.preprocessing, std: [1, 1, 0.5] as const } }],
    ['the fit', { preprocessing: { ...card.preprocessing, fit: 'cover' as const } }],
    ['the edge', { preprocessing: { ...card.preprocessing, edge: 140 } }],
    ['the rounding', { preprocessing: { ...card.preprocessing, rounding: 'half-even' as const } }],
    ['the filter', { preprocessing: { ...card.preprocessing, resample: 'lanczos' as const } }],
    ['the order of channels', { preprocessing: { ...card.preprocessing, channels: 'bgr' as const } }],
    ['visibility', { preprocessing: { ...card.preprocessing, channels: 'rgb' as const } }],
    ['the output', { output: { name: 'features', pooling: 'vector' as const } }],
    ['the dtype', { dtype: 'fp16' as const }],
  ])('has another fingerprint when %s changes', async (_what, change) => {
    expect(await fingerprint({ ...card, ...change })).not.toBe(await fingerprint(card));
  });

  test('has other fingerprints by other poolings of one output', async () => {
    const prints = await Promise.all(
      (['vector', 'first-token', 'mean-tokens', 'mean-map'] as const).map((pooling) =>
        fingerprint({ ...card, output: { name: 'features', pooling } }),
      ),
    );
    expect(new Set(prints).size).toBe(4);
  });

  test('is read with all that a card of another maker may say', () => {
    const preprocessing = {
      ...card.preprocessing,
      fit: 'cover',
      edge: 256,
      rounding: 'half-even',
      resample: 'bicubic',
      channels: 'bgr',
      layout: 'nhwc',
      input: 'float16',
    };
    const output = { name: 'last_hidden_state', pooling: 'first-token' };
    expect(parseEncoderCard(changed({ preprocessing, output }))).toMatchObject({ preprocessing, output });
  });

  test('is read with visibility, which goes with planes of floats alone', () => {
    const preprocessing = { ...card.preprocessing, channels: 'rgbv', layout: 'nchw', input: 'float32' };
    expect(parseEncoderCard(changed({ preprocessing }))).toMatchObject({ preprocessing });
    const halves = { ...preprocessing, input: 'float16' };
    expect(() => parseEncoderCard(changed({ preprocessing: halves }))).toThrow(
      'preprocessing.input beside channels rgbv: one of float32 was expected, "float16" came',
    );
  });

  test('keeps its fingerprint when only words change', async () => {
    expect(await fingerprint({ ...card, name: 'other', version: '9' })).toBe(await fingerprint(card));
  });
});
