/** `config.json` of timm's models in; the preprocessing that becomes of each, and what is refused, out. */
import { describe, expect, test } from 'vitest';
import { fromTimm, isTimm } from '../../../../src/models/hub/timm';
import { said } from '../../../said';

const CONVNEXT = {
  architecture: 'convnext_tiny',
  pretrained_cfg: {
    input_size: [3, 224, 224],
    interpolation: 'bicubic',
    crop_pct: 0.875,
    crop_mode: 'center',
    mean: [0.485, 0.456, 0.406],
    std: [0.229, 0.224, 0.225],
  },
};
const withPart = (part: object) => ({ ...CONVNEXT, pretrained_cfg: { ...CONVNEXT.pretrained_cfg, ...part } });

describe('a model of timm', () => {
  test.each([
    ['is cropped from a larger edge', {}, { side: 224, fit: 'cover', edge: 256, resample: 'bicubic' }],
    ['is cropped from the edge rounded down', { crop_pct: 0.95 }, { side: 224, fit: 'cover', edge: 235 }],
    ['is not cropped by a share of 1', { crop_pct: 1 }, { side: 224, fit: 'cover' }],
    ['may be squashed', { crop_mode: 'squash', crop_pct: 1 }, { side: 224, fit: 'stretch' }],
    [
      'may be squashed and cropped',
      { crop_mode: 'squash', crop_pct: 0.9 },
      { side: 224, fit: 'stretch', edge: 248 },
    ],
    [
      'may be an oblong',
      { input_size: [3, 256, 128], crop_mode: 'squash', crop_pct: 1 },
      { side: 256, width: 128, fit: 'stretch', resample: 'bicubic' },
    ],
    [
      'may be cut from an oblong, which timm resizes with the bilinear filter whatever its file says',
      { input_size: [3, 256, 128], crop_pct: 0.9 },
      { side: 256, width: 128, fit: 'cover', edge: 284, resample: 'bilinear' },
    ],
    ['may be averaged', { interpolation: 'box' }, { side: 224, fit: 'cover', edge: 256, resample: 'box' }],
  ])('%s', (_, part, expected) => {
    const preprocessing = fromTimm(withPart(part));
    expect(preprocessing).toMatchObject({
      ...expected,
      scale: 1 / 255,
      std: [0.229, 0.224, 0.225],
      rounding: 'half-even',
    });
    expect(preprocessing.edge).toBe('edge' in expected ? expected.edge : undefined);
  });

  test.each([
    ['one channel', { input_size: [1, 224, 224] }, /3 channels/],
    ['nearest neighbour', { interpolation: 'nearest' }, /interpolation/],
    [
      'a crop of other proportions than the oblong',
      { input_size: [3, 250, 83], crop_pct: 0.77 },
      /proportions/,
    ],
    ['a rim', { crop_pct: 1.1 }, /at most 1/],
    ['a crop mode of its own', { crop_mode: 'border' }, /crop_mode/],
  ])('is refused with %s', async (_, part, words) => {
    expect(() => fromTimm(withPart(part))).toThrow(expect.objectContaining({ name: 'ModelUnsuitable' }));
    expect(await said(() => fromTimm(withPart(part)))).toMatch(words);
  });

  test('is told from one of transformers', () => {
    expect([isTimm(CONVNEXT), isTimm({ model_type: 'vit' }), isTimm(null), isTimm(undefined)]).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });
});
