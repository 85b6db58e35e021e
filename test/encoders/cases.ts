/** Nothing in; the networks that are held against ONNX Runtime's native build, and the photo's square that each sees, out. */
import type { EncoderOutput } from '../../src/contract/card';
import { bit, clip, clipText, convnet, dinov2, siglip, siglipText, vit, type DIMS } from './networks';
import type { NetworkFiles, Weights } from './graph';
import type { Unusual } from './parts';
import { CLIP_WORDS, SIGLIP_PIECES } from './tokenizers';

export type Family = keyof typeof DIMS;

/** One file of one family. */
export interface Case {
  readonly name: string;
  readonly family: Family;
  /** Which of the makers' processors it comes with. */
  readonly processor: keyof typeof PROCESSORS;
  readonly weights: Weights;
  readonly unusual: Unusual;
}

const FAMILIES: Record<Family, (weights: Weights, unusual?: Unusual) => NetworkFiles> = {
  vit,
  clip,
  siglip,
  dinov2,
  convnet,
  bit,
};

/** Which of a family's outputs is its embedding. */
export const OUTPUTS: Record<Family, EncoderOutput> = {
  vit: { name: 'last_hidden_state', pooling: 'first-token' },
  clip: { name: 'image_embeds', pooling: 'vector' },
  siglip: { name: 'pooler_output', pooling: 'vector' },
  dinov2: { name: 'last_hidden_state', pooling: 'first-token' },
  convnet: { name: 'last_hidden_state', pooling: 'mean-map' },
  bit: { name: 'pooler_output', pooling: 'vector' },
};

const HALF = { image_mean: [0.5, 0.5, 0.5], image_std: [0.5, 0.5, 0.5] } as const;
const CLIP = {
  image_mean: [0.48145466, 0.4578275, 0.40821073],
  image_std: [0.26862954, 0.26130258, 0.27577711],
} as const;
const IMAGENET = { image_mean: [0.485, 0.456, 0.406], image_std: [0.229, 0.224, 0.225] } as const;
const USUAL = { do_normalize: true, do_rescale: true, do_resize: true, rescale_factor: 1 / 255 } as const;

/** `preprocessor_config.json`, field for field as the makers of each family write it, for the small sides of these networks. */
export const PROCESSORS = {
  vit: {
    ...USUAL,
    ...HALF,
    image_processor_type: 'ViTImageProcessor',
    resample: 2,
    size: { height: 32, width: 32 },
  },
  clip: {
    ...CLIP,
    crop_size: 32,
    do_center_crop: true,
    do_normalize: true,
    do_resize: true,
    feature_extractor_type: 'CLIPFeatureExtractor',
    resample: 3,
    size: 32,
  },
  siglip: {
    ...USUAL,
    ...HALF,
    image_processor_type: 'SiglipImageProcessor',
    processor_class: 'SiglipProcessor',
    resample: 3,
    size: { height: 32, width: 32 },
  },
  dinov2: {
    ...USUAL,
    ...IMAGENET,
    crop_size: { height: 32, width: 32 },
    do_center_crop: true,
    do_convert_rgb: true,
    image_processor_type: 'BitImageProcessor',
    resample: 3,
    size: { shortest_edge: 36 },
  },
  convnet: {
    ...IMAGENET,
    crop_pct: 0.875,
    do_normalize: true,
    do_resize: true,
    feature_extractor_type: 'ConvNextFeatureExtractor',
    resample: 3,
    size: 32,
  },
  bit: {
    ...USUAL,
    ...HALF,
    crop_size: { height: 32, width: 32 },
    do_center_crop: true,
    image_processor_type: 'BitImageProcessor',
    resample: 2,
    size: { shortest_edge: 32 },
  },
  oblong: {
    ...USUAL,
    ...IMAGENET,
    image_processor_type: 'ViTImageProcessor',
    resample: 2,
    size: { height: 48, width: 32 },
  },
  'cropped oblong': {
    ...USUAL,
    ...IMAGENET,
    crop_size: { height: 32, width: 40 },
    do_center_crop: true,
    image_processor_type: 'BitImageProcessor',
    resample: 3,
    size: { shortest_edge: 44 },
  },
} as const;

export const CASES: readonly Case[] = [
  ...(['vit', 'clip', 'siglip', 'dinov2', 'convnet', 'bit'] as const).flatMap((family) =>
    (['fp32', 'fp16', 'q8'] as const).map((weights) => ({
      name: `${family} ${weights}`,
      family,
      processor: family,
      weights,
      unusual: {},
    })),
  ),
  {
    name: 'vit of float16 photos',
    family: 'vit',
    processor: 'vit',
    weights: 'fp16',
    unusual: { input: 'float16' },
  },
  {
    name: 'convnet of bytes, channels last',
    family: 'convnet',
    processor: 'convnet',
    weights: 'fp32',
    unusual: { input: 'uint8', layout: 'nhwc' },
  },
  {
    name: 'convnet of an oblong',
    family: 'convnet',
    processor: 'oblong',
    weights: 'fp32',
    unusual: { side: 48, width: 32 },
  },
  {
    name: 'convnet of any side, given a cropped oblong',
    family: 'convnet',
    processor: 'cropped oblong',
    weights: 'fp32',
    unusual: { anySide: true },
  },
  {
    name: 'clip of one photo at a time',
    family: 'clip',
    processor: 'clip',
    weights: 'fp32',
    unusual: { batch: 1 },
  },
  {
    name: 'vit with its weights beside it',
    family: 'vit',
    processor: 'vit',
    weights: 'fp32',
    unusual: { external: 'model.onnx_data' },
  },
];

export function filesOf({ family, weights, unusual }: Case): NetworkFiles {
  return FAMILIES[family](weights, unusual);
}

/** The text half of a pair, with the ids of one text, read off the vocabulary. */
export interface TextCase {
  readonly name: string;
  readonly family: 'clip' | 'siglip';
  readonly weights: Weights;
}

interface TextHalf {
  readonly files: (weights: Weights) => NetworkFiles;
  readonly text: string;
  readonly output: string;
  readonly ids: readonly number[];
  /** Absent where the network takes none. */
  readonly mask?: readonly number[];
}

function idsIn(vocabulary: readonly string[], ...tokens: readonly string[]): readonly number[] {
  return tokens.map((token) => vocabulary.indexOf(token));
}

const CLIP_END = ['<|endoftext|>', '<|endoftext|>', '<|endoftext|>'] as const;

export const TEXT_HALVES: Record<TextCase['family'], TextHalf> = {
  clip: {
    files: clipText,
    text: 'Red tie',
    output: 'text_embeds',
    ids: idsIn(CLIP_WORDS, '<|startoftext|>', 'red</w>', 't', 'i', 'e</w>', ...CLIP_END),
    mask: [1, 1, 1, 1, 1, 1, 0, 0],
  },
  siglip: {
    files: siglipText,
    text: 'Red shoe!',
    output: 'pooler_output',
    ids: idsIn(
      SIGLIP_PIECES.map(([piece]) => piece),
      ...['▁red', '▁shoe', '</s>'],
      ...['<pad>', '<pad>', '<pad>', '<pad>', '<pad>'],
    ),
  },
};

export const TEXT_CASES: readonly TextCase[] = (['clip', 'siglip'] as const).flatMap((family) =>
  (['fp32', 'fp16', 'q8'] as const).map((weights) => ({
    name: `${family} text ${weights}`,
    family,
    weights,
  })),
);
