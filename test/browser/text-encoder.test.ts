/** Small text networks with their tokenizers in; embeddings that are their definition's, and the refusal of what does not fit, out. */
import { describe, expect, test } from 'vitest';
import type { EncoderCard } from '../../src/contract/card';
import { cosine } from '../../src/encoding/encoder/cosine';
import { openEncoder } from '../../src/encoding/encoder/encoder';
import { openTextEncoder } from '../../src/encoding/text/text-encoder';
import { examine } from '../../src/models/trial/examine';
import { tryText } from '../../src/models/trial/try-text';
import { batchTensor } from '../../src/image/tensor';
import { drawnSquares } from '../../src/models/trial/drawn-photos';
import { TEXT_CASES, TEXT_HALVES } from '../encoders/cases';
import { clip, clipBoth, clipText, clipTextByHand, DIMS, siglip, vit } from '../encoders/networks';
import { CLIP_SETTINGS, CLIP_TOKENIZER, CLIP_WORDS, SIGLIP_TOKENIZER } from '../encoders/tokenizers';
import golden from '../fixtures/encoders/golden.json';
import { said } from '../said';

const CLOSE = { fp32: 0.9999, fp16: 0.999, q8: 0.99 } as const;

function file(json: unknown): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(JSON.stringify(json));
}

const FILES = { tokenizer: file(CLIP_TOKENIZER), settings: file(CLIP_SETTINGS) };
/** Each pair's photo half and tokenizer, as they lie beside the text half. */
const PAIRS = {
  clip: { photos: clip, files: FILES },
  siglip: {
    photos: siglip,
    files: {
      tokenizer: file(SIGLIP_TOKENIZER),
      settings: file({ model_max_length: 8, pad_token: '<pad>' }),
    },
  },
} as const;

async function cardOf(bytes: Uint8Array<ArrayBuffer>): Promise<EncoderCard> {
  const facts = {
    name: 'pair',
    version: '1',
    sha256: '',
    sizeBytes: bytes.length,
    dtype: 'fp32' as const,
  };
  const values = { pad: 0, scale: 1 / 255, mean: [0.5, 0.5, 0.5], std: [0.5, 0.5, 0.5] } as const;
  const preprocessing = { side: 32, fit: 'cover', resample: 'bicubic', ...values } as const;
  return (await examine({ bytes, facts, preprocessing })).card;
}

/** Ids of “red tie”, begun, ended and padded to eight, read off the vocabulary. */
const WORDS = ['<|startoftext|>', 'red</w>', 't', 'i', 'e</w>', '<|endoftext|>'];
const ids = [...WORDS, '<|endoftext|>', '<|endoftext|>'].map((word) =>
  CLIP_WORDS.findIndex((one) => one === word),
);
const mask = [1, 1, 1, 1, 1, 1, 0, 0];

describe('a text model', () => {
  test.each(['fp32', 'fp16', 'q8'] as const)('of %s gives what its definition gives', async (weights) => {
    const card = await cardOf(clip('fp32').model);
    const encoder = await openTextEncoder({ bytes: clipText(weights).model }, FILES, card);
    const row = await encoder.encode('Red tie');
    expect(encoder.form).toEqual({ length: 8, padId: ids[7], output: 'text_embeds' });
    await encoder.dispose();
    expect(row.length).toBe(DIMS.clip);
    expect(Math.hypot(...row)).toBeCloseTo(1, 5);
    expect(cosine(row, clipTextByHand(ids, mask))).toBeGreaterThanOrEqual(CLOSE[weights]);
  });

  test.each(TEXT_CASES)('$name gives what the native runtime gives for the same text', async (wanted) => {
    const { files, text, output, ids: own } = TEXT_HALVES[wanted.family];
    const { photos, files: tokenizer } = PAIRS[wanted.family];
    const card = await cardOf(photos(wanted.weights).model);
    const encoder = await openTextEncoder({ bytes: files(wanted.weights).model }, tokenizer, card);
    const row = await encoder.encode(text);
    await encoder.dispose();
    expect(encoder.form).toMatchObject({ length: own.length, output });
    expect(row.length).toBe(card.dims);
    const expected = golden[wanted.name as keyof typeof golden];
    expect(cosine(row, expected)).toBeGreaterThanOrEqual(CLOSE[wanted.weights]);
  });

  test('whose file fixes its length counts for more than its tokenizer', async () => {
    const card = await cardOf(clip('fp32').model);
    const encoder = await openTextEncoder({ bytes: clipText('fp32', { length: 12 }).model }, FILES, card);
    expect(encoder.form.length).toBe(12);
    const row = await encoder.encode('red tie');
    await encoder.dispose();
    expect(cosine(row, clipTextByHand(ids, mask))).toBeGreaterThanOrEqual(CLOSE.fp32);
  });

  test('in one file with the photos’ encodes words, and photos as if there were none', async () => {
    const { model } = clipBoth();
    const card = await cardOf(model);
    expect(card.output).toEqual({ name: 'image_embeds', pooling: 'vector' });
    expect((await tryText({ bytes: model }, FILES, card)).output).toBe('text_embeds');
    const encoder = await openEncoder({ bytes: model, card }, ['wasm']);
    const squares = drawnSquares(card.preprocessing).map((rgb) => ({ rgb }));
    const all = await encoder.encode(batchTensor(squares, card.preprocessing), squares.length);
    const last = await encoder.encode(batchTensor(squares.slice(-1), card.preprocessing), 1);
    await encoder.dispose();
    expect(cosine(all.slice(-DIMS.clip), last)).toBeGreaterThan(0.99999);
  });
});

describe('is refused, with what came and what was expected,', () => {
  test.each([
    ['a text model of other dims', () => clipText('fp32', { dims: 12 }).model, FILES, /12 values.*16/],
    ['a model of photos in its place', () => vit('fp32').model, FILES, /input_ids.*pixel_values/],
    [
      'a tokenizer that is cut off',
      () => clipText('fp32').model,
      { ...FILES, tokenizer: FILES.tokenizer.slice(0, 300) },
      /tokenizer\.json is no JSON/,
    ],
  ])('%s', async (_, bytes, files, words) => {
    const card = await cardOf(clip('fp32').model);
    const refused = tryText({ bytes: bytes() }, files, card);
    await expect(refused).rejects.toMatchObject({ name: 'ModelUnsuitable' });
    expect(await said(refused)).toMatch(words);
  });

  test('a text model that is cut off', async () => {
    const card = await cardOf(clip('fp32').model);
    const half = clipText('fp32').model.slice(0, 2000);
    await expect(tryText({ bytes: half }, FILES, card)).rejects.toMatchObject({ name: 'ModelCorrupt' });
  });

  test('words beside a hidden state, which is no common space', async () => {
    const card = await cardOf(vit('fp32').model);
    const refused = tryText({ bytes: clipText('fp32').model }, FILES, card);
    expect(await said(refused)).toMatch(/text_embeds beside image_embeds/);
  });
});
