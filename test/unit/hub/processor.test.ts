/** Processor files as the hub has them in; checks of the preprocessing that becomes of each, and of what is refused, out. */
import { describe, expect, test } from 'vitest';
import { fromProcessor } from '../../../src/hub/processor';

const IMAGENET = { image_mean: [0.485, 0.456, 0.406], image_std: [0.229, 0.224, 0.225] };
const CLIP = {
  image_mean: [0.48145466, 0.4578275, 0.40821073],
  image_std: [0.26862954, 0.26130258, 0.27577711],
};
const HALF = { image_mean: [0.5, 0.5, 0.5], image_std: [0.5, 0.5, 0.5] };

/** Field for field as published by each model's makers. */
const PUBLISHED = {
  'google/vit-base-patch16-224': {
    do_normalize: true,
    do_rescale: true,
    do_resize: true,
    image_processor_type: 'ViTImageProcessor',
    resample: 2,
    rescale_factor: 0.00392156862745098,
    size: { height: 224, width: 224 },
    ...HALF,
  },
  'openai/clip-vit-base-patch32': {
    crop_size: 224,
    do_center_crop: true,
    do_normalize: true,
    do_resize: true,
    feature_extractor_type: 'CLIPFeatureExtractor',
    resample: 3,
    size: 224,
    ...CLIP,
  },
  'google/siglip-base-patch16-224': {
    do_normalize: true,
    do_rescale: true,
    do_resize: true,
    image_processor_type: 'SiglipImageProcessor',
    processor_class: 'SiglipProcessor',
    resample: 3,
    rescale_factor: 0.00392156862745098,
    size: { height: 224, width: 224 },
    ...HALF,
  },
  'facebook/dinov2-small': {
    crop_size: { height: 224, width: 224 },
    do_center_crop: true,
    do_convert_rgb: true,
    do_normalize: true,
    do_rescale: true,
    do_resize: true,
    image_processor_type: 'BitImageProcessor',
    resample: 3,
    rescale_factor: 0.00392156862745098,
    size: { shortest_edge: 256 },
    ...IMAGENET,
  },
  'facebook/convnext-tiny-224': {
    crop_pct: 0.875,
    do_normalize: true,
    do_resize: true,
    feature_extractor_type: 'ConvNextFeatureExtractor',
    resample: 3,
    size: 224,
    ...IMAGENET,
  },
  'facebook/convnextv2-base-384': {
    crop_pct: 0.875,
    do_normalize: true,
    do_rescale: true,
    do_resize: true,
    image_processor_type: 'ConvNextImageProcessor',
    resample: 3,
    size: { shortest_edge: 384 },
    ...IMAGENET,
  },
  'google/bit-50': {
    crop_size: { height: 448, width: 448 },
    do_center_crop: true,
    do_normalize: true,
    do_rescale: true,
    do_resize: true,
    image_processor_type: 'BitImageProcessor',
    resample: 2,
    size: { shortest_edge: 448 },
    ...HALF,
  },
  'google/siglip2-base-patch16-224': {
    do_convert_rgb: null,
    do_normalize: true,
    do_rescale: true,
    do_resize: true,
    image_processor_type: 'SiglipImageProcessor',
    processor_class: 'SiglipProcessor',
    resample: 2,
    rescale_factor: 0.00392156862745098,
    size: { height: 224, width: 224 },
    ...HALF,
  },
  'facebook/dinov3-vits16-pretrain-lvd1689m': {
    crop_size: null,
    data_format: 'channels_first',
    default_to_square: true,
    do_center_crop: null,
    do_convert_rgb: null,
    do_normalize: true,
    do_rescale: true,
    do_resize: true,
    image_processor_type: 'DINOv3ViTImageProcessorFast',
    resample: 2,
    rescale_factor: 0.00392156862745098,
    return_tensors: null,
    size: { height: 224, width: 224 },
    ...IMAGENET,
  },
  'apple/mobileclip-s0, converted': {
    crop_size: { height: 256, width: 256 },
    do_center_crop: true,
    do_convert_rgb: true,
    do_normalize: false,
    do_rescale: true,
    do_resize: true,
    image_mean: [0, 0, 0],
    image_processor_type: 'CLIPFeatureExtractor',
    image_std: [1, 1, 1],
    resample: 2,
    rescale_factor: 0.00392156862745098,
    size: { shortest_edge: 256 },
  },
  'facebook/levit-128S': {
    crop_size: { height: 224, width: 224 },
    do_center_crop: true,
    do_normalize: true,
    do_rescale: true,
    do_resize: true,
    image_processor_type: 'LevitImageProcessor',
    resample: 3,
    size: { shortest_edge: 224 },
    ...IMAGENET,
  },
  'jinaai/jina-clip-v1': {
    fill_color: 0,
    image_processor_type: 'JinaCLIPImageProcessor',
    interpolation: 'bicubic',
    mean: CLIP.image_mean,
    processor_class: 'JinaCLIPProcessor',
    resize_mode: 'shortest',
    size: 224,
    std: CLIP.image_std,
  },
  'timm/mobilenetv4_conv_small, saved by transformers': {
    architecture: 'mobilenetv4_conv_small',
    data_config: { input_size: [3, 224, 224] },
    image_processor_type: 'TimmWrapperImageProcessor',
    pretrained_cfg: {
      input_size: [3, 224, 224],
      interpolation: 'bicubic',
      crop_pct: 0.95,
      mean: IMAGENET.image_mean,
      std: IMAGENET.image_std,
    },
  },
  'apple/mobilevit-small': {
    crop_size: { height: 256, width: 256 },
    do_center_crop: true,
    do_flip_channel_order: true,
    do_resize: true,
    feature_extractor_type: 'MobileViTFeatureExtractor',
    resample: 2,
    size: { shortest_edge: 288 },
  },
} as const;

const expected = {
  'google/vit-base-patch16-224': { side: 224, fit: 'stretch', resample: 'bilinear', mean: HALF.image_mean },
  'openai/clip-vit-base-patch32': { side: 224, fit: 'cover', resample: 'bicubic', std: CLIP.image_std },
  'google/siglip-base-patch16-224': { side: 224, fit: 'stretch', resample: 'bicubic', std: HALF.image_std },
  'facebook/dinov2-small': {
    side: 224,
    fit: 'cover',
    edge: 256,
    resample: 'bicubic',
    mean: IMAGENET.image_mean,
  },
  'facebook/convnext-tiny-224': { side: 224, fit: 'cover', edge: 256, resample: 'bicubic' },
  'facebook/convnextv2-base-384': { side: 384, fit: 'stretch', resample: 'bicubic' },
  'google/bit-50': { side: 448, fit: 'cover', resample: 'bilinear' },
  'google/siglip2-base-patch16-224': {
    side: 224,
    fit: 'stretch',
    resample: 'bilinear',
    std: HALF.image_std,
  },
  'facebook/dinov3-vits16-pretrain-lvd1689m': {
    side: 224,
    fit: 'stretch',
    resample: 'bilinear',
    mean: IMAGENET.image_mean,
  },
  'apple/mobileclip-s0, converted': { side: 256, fit: 'cover', resample: 'bilinear', std: [1, 1, 1] },
  'facebook/levit-128S': {
    side: 224,
    fit: 'cover',
    edge: 256,
    resample: 'bicubic',
    mean: IMAGENET.image_mean,
  },
  'jinaai/jina-clip-v1': {
    side: 224,
    fit: 'cover',
    resample: 'bicubic',
    rounding: 'half-even',
    mean: CLIP.image_mean,
  },
  'timm/mobilenetv4_conv_small, saved by transformers': {
    side: 224,
    fit: 'cover',
    edge: 235,
    resample: 'bicubic',
    rounding: 'half-even',
  },
  'apple/mobilevit-small': {
    side: 256,
    fit: 'cover',
    edge: 288,
    channels: 'bgr',
    mean: [0, 0, 0],
    std: [1, 1, 1],
  },
} as const;

describe('a processor', () => {
  test.each(Object.keys(PUBLISHED) as (keyof typeof PUBLISHED)[])('of %s', (model) => {
    const preprocessing = fromProcessor(PUBLISHED[model]);
    expect(preprocessing).toMatchObject(expected[model]);
    expect(preprocessing.scale).toBeCloseTo(1 / 255, 12);
    expect('edge' in preprocessing).toBe('edge' in expected[model]);
    expect('channels' in preprocessing).toBe('channels' in expected[model]);
    expect('rounding' in preprocessing).toBe('rounding' in expected[model]);
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
  ])('is refused with %s, saying what was expected', (_, json, words) => {
    expect(() => fromProcessor(json)).toThrow(expect.objectContaining({ name: 'ModelUnsuitable' }));
    expect(() => fromProcessor(json)).toThrow(words);
  });
});
