/** Types only: the facts beside a model's file, `public/models/<name>/card.json`. */

/** Antialiased filters, each giving the bytes of Pillow's filter of that name. */
export type Resample = 'bilinear' | 'bicubic' | 'lanczos' | 'box' | 'hamming';

/**
 * How a photo comes into the square, or the oblong: `contain`: the whole photo, centred on `pad`; `cover`: its shorter
 * edge becomes `edge` px, without one it just covers the input, and the centre is cut out (of an oblong with `half-even`
 * it covers one of the input's proportions that is `edge` px high); `stretch`: its height becomes
 * `edge` px and its width as many times that as the input is wide for its height, whatever the photo's proportions, and
 * the centre is cut out.
 */
export type FitMode = 'contain' | 'cover' | 'stretch';

/** What preprocessing a model expects; part of its card, and an encoder's part of the fingerprint too. */
export interface Preprocessing {
  /** Side of the square input in pixels; of an oblong one the height. */
  readonly side: number;
  /** Of an oblong input, in pixels; `side` by default. */
  readonly width?: number;
  readonly fit: FitMode;
  /** Of `cover` and `stretch`, in pixels, as `fit` says; of a square `side` by default. Less leaves a rim of `pad`. */
  readonly edge?: number;
  readonly resample: Resample;
  /**
   * Of `cover` and `stretch`: a crop's margin is rounded down by default, as `transformers` does; `half-even`, as
   * torchvision and timm do, rounds it, and the sides of a photo that covers an oblong, to the nearest, halves to even.
   */
  readonly rounding?: 'half-even';
  /** Grey level 0..255 around the photo. */
  readonly pad: number;
  /** `(byte * scale - mean) / std` per channel of colour, in the order of `channels`. */
  readonly scale: number;
  readonly mean: readonly [number, number, number];
  readonly std: readonly [number, number, number];
  /**
   * Order of the tensor's channels, `rgb` by default. `rgbv`: red, green, blue, and how visible each pixel is, from 0,
   * what surrounds the product, to 1, the product; only with `contain`, `nchw` and `float32`.
   */
  readonly channels?: 'rgb' | 'bgr' | 'rgbv';
  /** Order of the tensor's axes, `nchw` by default. */
  readonly layout?: 'nchw' | 'nhwc';
  /** Of the tensor's values, `float32` by default; `uint8` is rounded and clamped to 0..255. */
  readonly input?: 'float32' | 'float16' | 'uint8';
}

/** What every model's card says. */
export interface Card {
  readonly name: string;
  readonly version: string;
  /** Lower-case hex of the model file's SHA-256. */
  readonly sha256: string;
  readonly sizeBytes: number;
  readonly preprocessing: Preprocessing;
  /** What a drawn probe tensor must give (see `inference/probe.ts`): a device is trusted only after it has reproduced it. */
  readonly probe: readonly number[];
}

/**
 * How an output becomes one row a photo. `vector`: it is one; `first-token`: the first of `[n, tokens, dims]`;
 * `mean-tokens`: the mean over all but the first and the last axis; `mean-map`: the mean over a feature map
 * `[n, dims, height, width]`.
 */
export type Pooling = 'vector' | 'first-token' | 'mean-tokens' | 'mean-map';

/** Which of a model's outputs is its embedding. */
export interface EncoderOutput {
  readonly name: string;
  readonly pooling: Pooling;
}

/** An encoder's card: its probe is the embedding, so vectors of two devices may stand in one catalogue. */
export interface EncoderCard extends Card {
  readonly dims: number;
  readonly dtype: 'fp32' | 'fp16' | 'q8' | 'q4';
  /** What the embedding's length is: `l2` = 1. */
  readonly normalisation: 'l2';
  /** Absent: the model's first output, which is the embedding as it stands. What is pooled is brought to unit length too. */
  readonly output?: EncoderOutput;
}

/** A focus network's card: its probe is the product map, mean-pooled to 8 x 8. */
export interface FocusCard extends Card {
  /** Side of the square maps in cells, a multiple of 8. */
  readonly maskSide: number;
}
