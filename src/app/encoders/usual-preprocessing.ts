/** Lists the preprocessings of known models, to choose from where a file says nothing. */
import type { Preprocessing } from '../../contract/card';

/** Names a scaling by a model that was trained with it. */
export type ScalingName = 'imagenet' | 'vit' | 'clip' | 'mobileclip' | 'bytes';

/** How bytes are scaled to a tensor's values. */
export interface Scaling {
  readonly name: ScalingName;
  readonly values: Pick<Preprocessing, 'scale' | 'mean' | 'std'>;
}

const BYTE = 1 / 255;

/** The known scalings of a byte: `(byte * scale - mean) / std`. */
export const SCALINGS: readonly Scaling[] = [
  {
    name: 'imagenet',
    values: { scale: BYTE, mean: [0.485, 0.456, 0.406], std: [0.229, 0.224, 0.225] },
  },
  { name: 'vit', values: { scale: BYTE, mean: [0.5, 0.5, 0.5], std: [0.5, 0.5, 0.5] } },
  {
    name: 'clip',
    values: {
      scale: BYTE,
      mean: [0.48145466, 0.4578275, 0.40821073],
      std: [0.26862954, 0.26130258, 0.27577711],
    },
  },
  { name: 'mobileclip', values: { scale: BYTE, mean: [0, 0, 0], std: [1, 1, 1] } },
  { name: 'bytes', values: { scale: 1, mean: [0, 0, 0], std: [1, 1, 1] } },
];

/** Finds the known scaling of a preprocessing; undefined where it has its own values. */
export function scalingOf({ scale, mean, std }: Preprocessing): Scaling | undefined {
  const same = (one: readonly number[], other: readonly number[]) =>
    one.every((value, i) => Math.abs(value - (other[i] ?? NaN)) < 1e-4);
  return SCALINGS.find(({ values }) =>
    same([scale, ...mean, ...std], [values.scale, ...values.mean, ...values.std]),
  );
}

/** Default for files without `preprocessor_config.json`: most encoders of photos are trained with it. */
export const USUAL: Preprocessing = {
  side: 224,
  fit: 'cover',
  edge: 256,
  resample: 'bicubic',
  pad: 128,
  scale: BYTE,
  mean: [0.485, 0.456, 0.406],
  std: [0.229, 0.224, 0.225],
};
