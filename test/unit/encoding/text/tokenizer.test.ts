/** Small tokenizers laid out as on the hub in; ids that can be read off their vocabularies out. */
import { describe, expect, test } from 'vitest';
import { openTokenizer } from '../../../../src/encoding/text/tokenizer';
import { CLIP_SETTINGS, CLIP_TOKENIZER, CLIP_WORDS, SIGLIP_TOKENIZER } from '../../../encoders/tokenizers';
import { said } from '../../../said';

function file(json: unknown): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(json));
}

function ids(...words: string[]): number[] {
  return words.map((word) => CLIP_WORDS.findIndex((one) => one === word));
}

const END = '<|endoftext|>';
const clip = () => openTokenizer({ tokenizer: file(CLIP_TOKENIZER), settings: file(CLIP_SETTINGS) });

describe('a text', () => {
  test('of CLIP is in lower case, merged, begun, ended, and padded with what its settings name', async () => {
    const tokenizer = await clip();
    expect([tokenizer.saidLength, tokenizer.padId]).toEqual([8, CLIP_WORDS.indexOf(END)]);
    const tokens = tokenizer.encode('  RED  tie', { length: 8, padId: tokenizer.padId });
    expect(tokens.ids).toEqual(ids('<|startoftext|>', 'red</w>', 't', 'i', 'e</w>', END, END, END));
    expect(tokens.mask).toEqual([1, 1, 1, 1, 1, 1, 0, 0]);
  });

  test('that is too long is cut before its end, which stays', async () => {
    const tokenizer = await clip();
    const tokens = tokenizer.encode('red tie red tie red tie', { length: 6, padId: tokenizer.padId });
    expect(tokens.ids).toEqual(ids('<|startoftext|>', 'red</w>', 't', 'i', 'e</w>', END));
    expect(tokens.mask).toEqual([1, 1, 1, 1, 1, 1]);
  });

  test('that is empty is a beginning and an end', async () => {
    const tokenizer = await clip();
    expect(tokenizer.encode('', { length: 3, padId: 0 }).ids).toEqual(ids('<|startoftext|>', END, '!'));
  });

  test('of SigLIP is cut where that is likeliest, ended without a beginning, and padded to 64', async () => {
    const tokenizer = await openTokenizer({
      tokenizer: file(SIGLIP_TOKENIZER),
      settings: file({ pad_token: { content: '<pad>' } }),
      model: file({ model_type: 'siglip', text_config: {} }),
    });
    expect([tokenizer.saidLength, tokenizer.padId]).toEqual([64, 0]);
    // ▁shoe (-4) beats ▁sh and oe (-6); red, then the rest of a plural
    const tokens = tokenizer.encode('Red shoes!', { length: 6, padId: 0 });
    expect(tokens.ids).toEqual([4, 5, 8, 1, 0, 0]);
  });

  test.each([
    ['CLIP’s own', { model_type: 'clip' }, 77],
    ['the model’s', { model_type: 'clip', text_config: { max_position_embeddings: 32 } }, 32],
    ['nobody’s', {}, undefined],
  ])('has %s length where its settings name none', async (_, model, length) => {
    const tokenizer = await openTokenizer({
      tokenizer: file(CLIP_TOKENIZER),
      settings: file({ model_max_length: 1e30 }),
      model: file(model),
    });
    expect(tokenizer.saidLength).toBe(length);
  });
});

describe('a tokenizer is refused, with what came,', () => {
  test.each([
    ['cut off', file(CLIP_TOKENIZER).slice(0, 500), /tokenizer\.json is no JSON/],
    ['a list', file([]), /object was expected/],
    ['of an unknown kind', file({ ...CLIP_TOKENIZER, model: { type: 'Runes' } }), /tokenizer\.json/],
    ['without a vocabulary', file({ ...CLIP_TOKENIZER, model: undefined }), /tokenizer\.json/],
  ])('%s', async (_, tokenizer, words) => {
    const refused = openTokenizer({ tokenizer });
    await expect(refused).rejects.toMatchObject({ name: 'ModelUnsuitable' });
    expect(await said(refused)).toMatch(words);
  });
});
