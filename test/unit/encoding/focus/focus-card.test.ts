/** The shipped focus card and damaged copies in; proof of what is refused and of what the fingerprint says of it out. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { EncoderCard, Preprocessing } from '../../../../src/contract/card';
import { DEFAULT_FOCUS } from '../../../../src/shared/shipped-models';
import { fingerprint } from '../../../../src/encoding/encoder/fingerprint';
import { parseFocusCard, sameSquare } from '../../../../src/encoding/focus/focus-card';
import { pooled } from '../../../../src/encoding/focus/focus-net';
import { CARD } from './drawn-maps';

const FOLDER = new URL(`../../../../public/models/${DEFAULT_FOCUS}/`, import.meta.url);
const shipped: unknown = JSON.parse(readFileSync(new URL('card.json', FOLDER), 'utf8'));

const ENCODER: EncoderCard = {
  ...CARD,
  sha256: 'ab'.repeat(32),
  dims: 2,
  dtype: 'fp32',
  normalisation: 'l2',
  probe: [1, 0],
};

function changed(change: Record<string, unknown>): unknown {
  return { ...(shipped as object), ...change };
}

describe('the shipped focus card', () => {
  const card = parseFocusCard(shipped);

  test('describes the shipped file', () => {
    const model = readFileSync(new URL('model.onnx', FOLDER));
    expect(createHash('sha256').update(model).digest('hex')).toBe(card.sha256);
    expect(model.length).toBe(card.sizeBytes);
  });

  test('has a probe of 8 x 8 probabilities', () => {
    expect(card.probe).toHaveLength(64);
    expect(card.probe.every((p) => p >= 0 && p <= 1)).toBe(true);
  });

  test.each([
    ['no object', [shipped]],
    ['no mask side', changed({ maskSide: undefined })],
    ['a mask side that the probe does not divide', changed({ maskSide: 60 })],
    ['a probe of other length', changed({ probe: [0.5] })],
    ['a probe that is no numbers', changed({ probe: card.probe.map(String) })],
    ['no hash', changed({ sha256: '' })],
    ['an unknown fit', changed({ preprocessing: { ...card.preprocessing, fit: 'fill' } })],
    ['visibility', changed({ preprocessing: { ...card.preprocessing, channels: 'rgbv' } })],
  ])('is refused with %s, saying what was expected', (_, json) => {
    expect(() => parseFocusCard(json)).toThrow(/was expected/);
    expect(() => parseFocusCard(json)).toThrow(expect.objectContaining({ name: 'ModelCorrupt' }));
  });
});

describe('a focus network', () => {
  test('shares the encoder’s square only where both see the same bytes of a photo', () => {
    const { preprocessing } = ENCODER;
    expect(sameSquare(CARD.preprocessing, preprocessing)).toBe(true);
    // what becomes of the bytes later does not matter
    expect(sameSquare(CARD.preprocessing, { ...preprocessing, mean: [1, 2, 3], layout: 'nhwc' })).toBe(true);
    const others: Partial<Preprocessing>[] = [
      { side: 160 },
      { pad: 255 },
      { fit: 'cover' },
      { resample: 'bicubic' },
      { edge: 140 },
    ];
    for (const other of others) {
      expect(sameSquare(CARD.preprocessing, { ...preprocessing, ...other }), JSON.stringify(other)).toBe(
        false,
      );
    }
  });

  test('has its map pooled to the means of 8 x 8 blocks', () => {
    const map = Float32Array.from({ length: 256 }, (_, i) => (i % 2) + Math.floor(i / 32));
    expect(pooled(map, 16)).toEqual(Array.from({ length: 64 }, (_, i) => 0.5 + Math.floor(i / 8)));
  });
});

describe('a fingerprint', () => {
  test('without focus is what it was before there was focus, so that old catalogues stay searchable', async () => {
    expect(await fingerprint(ENCODER)).toBe(
      '452892efecf897b306926d54f48c0022beeb29ed38ebb4b32ffe9f2871f7df8f',
    );
  });

  test('changes with focus and with the focus network’s file, not with its words', async () => {
    const focused = await fingerprint(ENCODER, CARD);
    expect(focused).not.toBe(await fingerprint(ENCODER));
    expect(await fingerprint(ENCODER, { ...CARD, sha256: '00'.repeat(32) })).not.toBe(focused);
    expect(await fingerprint(ENCODER, { ...CARD, name: 'other', version: '9' })).toBe(focused);
  });
});
