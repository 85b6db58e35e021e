/** Files as a person drops them in; what each is taken for, and what is refused, out. */
import { describe, expect, test } from 'vitest';
import { refuseTooLarge, sortFiles } from '../../../../src/models/hub/sort-files';
import { reasonText } from '../../../../src/app/messages/reason-text';
import { said } from '../../../said';

function file(name: string, content: unknown = 'bytes'): File {
  return new File([typeof content === 'string' ? content : JSON.stringify(content)], name);
}

const PROCESSOR = { image_processor_type: 'SiglipImageProcessor', size: { height: 64, width: 64 } };
const TIMM = { pretrained_cfg: { input_size: [3, 64, 64], crop_pct: 0.9 } };

function names(files: readonly File[]): string[] {
  return files.map(({ name }) => name);
}

describe('files of one model', () => {
  test('are told apart by their names, in any order, with both halves and the weights beside each', async () => {
    const sorted = await sortFiles([
      file('tokenizer_config.json', {}),
      file('text_model.onnx_data'),
      file('vision_model.onnx_data'),
      file('text_model.onnx'),
      file('preprocessor_config.json', PROCESSOR),
      file('vision_model.onnx'),
      file('tokenizer.json', {}),
    ]);
    expect(sorted.own.name).toBe('vision_model.onnx');
    expect(names(sorted.data)).toEqual(['vision_model.onnx_data']);
    expect(names(sorted.text?.files ?? [])).toEqual(['text_model.onnx', 'text_model.onnx_data']);
    expect(names(sorted.text?.tokenizer ?? [])).toEqual(['tokenizer.json', 'tokenizer_config.json']);
    expect(sorted.said).toMatchObject({ side: 64, fit: 'stretch', resample: 'bicubic' });
    expect(sorted).not.toHaveProperty('textRefusal');
  });

  test('of both halves in one have a tokenizer and no text model of their own', async () => {
    const { text } = await sortFiles([file('model.onnx'), file('tokenizer.json', {})]);
    expect(text?.files).toEqual([]);
  });

  test('without a tokenizer leave the text half out, and why is said', async () => {
    const sorted = await sortFiles([file('vision_model.onnx'), file('text_model.onnx')]);
    expect(sorted.own.name).toBe('vision_model.onnx');
    expect(sorted).not.toHaveProperty('text');
    expect(reasonText(sorted.textRefusal ?? '')).toBe(
      'tokenizer.json was expected beside text_model.onnx, it is not there',
    );
  });

  test('may be timm’s, whose config.json says how photos are taken; another’s says nothing of it', async () => {
    expect((await sortFiles([file('model.onnx'), file('config.json', TIMM)])).said).toMatchObject({
      ...{ side: 64, edge: 71, rounding: 'half-even' },
    });
    const silent = await sortFiles([file('model.onnx'), file('config.json', { model_type: 'siglip' })]);
    expect(silent).not.toHaveProperty('said');
  });
});

describe('is refused, with what came,', () => {
  test.each([
    ['no model', [file('tokenizer.json', {})], /0 came/],
    ['two photo models', [file('one.onnx'), file('two.onnx')], /2 came/],
    [
      'a processor that is cut off',
      [file('model.onnx'), file('preprocessor_config.json', '{"size"')],
      /no JSON/,
    ],
    ['a processor that cannot be had', [file('model.onnx'), file('preprocessor_config.json', {})], /size/],
  ])('%s', async (_, files, words) => {
    const refused = sortFiles(files);
    await expect(refused).rejects.toMatchObject({ name: 'ModelUnsuitable' });
    expect(await said(refused)).toMatch(words);
  });

  test('what no tab can hold', () => {
    expect(() => refuseTooLarge(1.6e9)).toThrow(expect.objectContaining({ name: 'ModelTooLarge' }));
    expect(() => refuseTooLarge(1.4e9)).not.toThrow();
  });
});
