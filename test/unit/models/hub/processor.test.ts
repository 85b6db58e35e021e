/** Processor files as the hub has them in; checks of the preprocessing that becomes of each, and of what is refused, out. */
import { describe, expect, test } from 'vitest';
import { fromProcessor } from '../../../../src/models/hub/processor';
import { said } from '../../../said';
import { CLIP, PUBLISHED, EXPECTED } from './published-processors';

describe('a processor', () => {
  test.each(Object.keys(PUBLISHED) as (keyof typeof PUBLISHED)[])('of %s', (model) => {
    const preprocessing = fromProcessor(PUBLISHED[model]);
    expect(preprocessing).toMatchObject(EXPECTED[model]);
    expect(preprocessing.scale).toBeCloseTo(1 / 255, 12);
    expect('edge' in preprocessing).toBe('edge' in EXPECTED[model]);
    expect('channels' in preprocessing).toBe('channels' in EXPECTED[model]);
    expect('rounding' in preprocessing).toBe('rounding' in EXPECTED[model]);
  });

  test('does what its class does where its file is silent', () => {
    expect(fromProcessor({ image_processor_type: 'CLIPImageProcessorFast' })).toMatchObject({
      ...{ side: 224, fit: 'cover', resample: 'bicubic', mean: CLIP.image_mean, std: CLIP.image_std },
    });
    expect(fromProcessor({ image_processor_type: 'DeiTImageProcessor' })).toMatchObject({
      ...{ side: 224, fit: 'stretch', edge: 256, resample: 'bicubic' },
    });
  });

  test('may ask for an oblong: cropped from a shorter edge, stretched, or stretched and cropped', () => {
    const { size: _size, crop_size: _crop, ...rest } = PUBLISHED['facebook/dinov2-small'];
    const oblong = { height: 224, width: 160 };
    const cropped = fromProcessor({ ...rest, size: { shortest_edge: 256 }, crop_size: oblong });
    expect(cropped).toMatchObject({ side: 224, width: 160, fit: 'cover', edge: 256 });
    const uncut = fromProcessor({ ...rest, size: oblong, do_center_crop: false });
    expect(uncut).toMatchObject({ side: 224, width: 160, fit: 'stretch' });
    expect(uncut).not.toHaveProperty('edge');
    const both = fromProcessor({ ...rest, size: { height: 448, width: 320 }, crop_size: oblong });
    expect(both).toMatchObject({ side: 224, width: 160, fit: 'stretch', edge: 448 });
    // the shorter edge as long as the crop is high: not the same as covering the oblong
    const level = fromProcessor({ ...rest, size: 224, crop_size: oblong });
    expect(level).toMatchObject({ side: 224, width: 160, fit: 'cover', edge: 224 });
  });

  test('may leave bytes as they are', () => {
    const bare = { ...PUBLISHED['google/vit-base-patch16-224'], do_rescale: false, do_normalize: false };
    expect(fromProcessor(bare)).toMatchObject({ scale: 1, mean: [0, 0, 0], std: [1, 1, 1] });
  });

  test('stands on grey, for what focus cuts out; only a crop past the photo’s edge is black', () => {
    expect(fromProcessor(PUBLISHED['facebook/dinov2-small']).pad).toBe(128);
    expect(fromProcessor({ ...PUBLISHED['facebook/dinov2-small'], size: { shortest_edge: 200 } }).pad).toBe(
      0,
    );
  });

  const dino = PUBLISHED['facebook/dinov2-small'];
  test.each([
    ['no object', 'text', /size/],
    ['an unknown class without a size', { image_processor_type: 'NewImageProcessor' }, /size/],
    [
      'an unknown class that does not say its filter',
      { size: 224, image_processor_type: 'NewImageProcessor' },
      /resample/,
    ],
    [
      'an unknown class that does not say its mean',
      { size: 224, resample: 2, image_processor_type: 'NewImageProcessor' },
      /image_mean/,
    ],
    [
      'patches of any proportions',
      { image_processor_type: 'Siglip2ImageProcessor', patch_size: 16 },
      /NaFlex/,
    ],
    [
      'a crop before the resizing',
      { ...dino, image_processor_type: 'PerceiverImageProcessor' },
      /crops before/,
    ],
    [
      'a deviation that counts twice',
      { ...dino, image_processor_type: 'EfficientNetImageProcessor' },
      /twice/,
    ],
    ['a photo padded to a square', { ...dino, do_pad: true }, /without do_pad/],
    ['a longest edge', { ...dino, size: { shortest_edge: 256, longest_edge: 400 } }, /longest_edge/],
    [
      'jina-clip’s rim',
      { image_processor_type: 'JinaCLIPImageProcessor', size: 224, resize_mode: 'longest' },
      /resize_mode/,
    ],
    ['nearest neighbour', { ...dino, resample: 0 }, /resample/],
    ['no resizing', { ...dino, do_resize: false }, /resizes/],
    ['an oblong cropped to a square', { ...dino, size: { height: 256, width: 128 } }, /proportion/],
    ['half of an oblong', { ...dino, crop_size: { height: 256, width: 1.5 } }, /crop_size\.width/],
    ['photos of any shape', { ...dino, do_center_crop: false }, /one shape/],
    ['a mean of one number', { ...dino, image_mean: [0.5] }, /image_mean/],
    ['half a pixel', { ...dino, size: { shortest_edge: 12.5 } }, /shortest_edge/],
  ])('is refused with %s, saying what was expected', async (_, json, words) => {
    expect(() => fromProcessor(json)).toThrow(expect.objectContaining({ name: 'ModelUnsuitable' }));
    expect(await said(() => fromProcessor(json))).toMatch(words);
  });
});
