/** Nothing in; the networks that are held against ONNX Runtime's native build, and the photo's square that each sees, out. */
import type { EncoderOutput } from '../../src/card';
import { clip, convnet, vit, type DIMS, type Unusual } from './networks';
import type { NetworkFiles, Weights } from './graph';

export type Family = keyof typeof DIMS;

/** One file of one family. */
export interface Case {
  readonly name: string;
  readonly family: Family;
  readonly weights: Weights;
  readonly unusual: Unusual;
}

const FAMILIES: Record<Family, (weights: Weights, unusual?: Unusual) => NetworkFiles> = {
  vit,
  clip,
  convnet,
};

/** Which of a family's outputs is its embedding. */
export const OUTPUTS: Record<Family, EncoderOutput> = {
  vit: { name: 'last_hidden_state', pooling: 'first-token' },
  clip: { name: 'image_embeds', pooling: 'vector' },
  convnet: { name: 'last_hidden_state', pooling: 'mean-map' },
};

/** Their makers' mean and deviation, of values 0..1. */
export const SCALING: Record<
  Family,
  { readonly mean: readonly [number, number, number]; readonly std: readonly [number, number, number] }
> = {
  vit: { mean: [0.5, 0.5, 0.5], std: [0.5, 0.5, 0.5] },
  clip: { mean: [0.48145466, 0.4578275, 0.40821073], std: [0.26862954, 0.26130258, 0.27577711] },
  convnet: { mean: [0.485, 0.456, 0.406], std: [0.229, 0.224, 0.225] },
};

export const CASES: readonly Case[] = [
  ...(['vit', 'clip', 'convnet'] as const).flatMap((family) =>
    (['fp32', 'fp16', 'q8'] as const).map((weights) => ({
      name: `${family} ${weights}`,
      family,
      weights,
      unusual: {},
    })),
  ),
  { name: 'vit of float16 photos', family: 'vit', weights: 'fp16', unusual: { input: 'float16' } },
  {
    name: 'convnet of bytes, channels last',
    family: 'convnet',
    weights: 'fp32',
    unusual: { input: 'uint8', layout: 'nhwc' },
  },
  { name: 'clip of one photo at a time', family: 'clip', weights: 'fp32', unusual: { batch: 1 } },
  {
    name: 'vit with its weights beside it',
    family: 'vit',
    weights: 'fp32',
    unusual: { external: 'model.onnx_data' },
  },
];

export function filesOf({ family, weights, unusual }: Case): NetworkFiles {
  return FAMILIES[family](weights, unusual);
}
