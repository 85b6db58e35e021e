/** Declares the facts beside a model's file, `public/models/<name>/card.json`. */

/** Antialiased filters, each giving the bytes of Pillow's filter of that name. */
export type Resample = 'bilinear' | 'bicubic' | 'lanczos' | 'box' | 'hamming';

/**
 * How a photo is fitted into the input, a square or an oblong.
 *
 * `contain`: the whole photo is centred on `pad`.
 *
 * `cover`: the photo's shorter edge becomes `edge` px and the centre is cut out. Without `edge` the photo just covers
 * the input. With `half-even` and an oblong it covers a box of the input's proportions that is `edge` px high.
 *
 * `stretch`: the photo gets the input's proportions, whatever its own, at a height of `edge` px; the centre is cut out.
 */
export type FitMode = 'contain' | 'cover' | 'stretch';

/** The preprocessing that a model expects. It is part of the card, and an encoder's is part of its fingerprint. */
export interface Preprocessing {
  /** Side of the square input in pixels; of an oblong one the height. */
  readonly side: number;
  /** Width of an oblong input in pixels; `side` by default. */
  readonly width?: number;
  readonly fit: FitMode;
  /**
   * The edge of `cover` and `stretch` in pixels, see `FitMode`; `side` by default for a square. A smaller one leaves a
   * rim of `pad`.
   */
  readonly edge?: number;
  readonly resample: Resample;
  /**
   * How `cover` and `stretch` round a crop's margin: down by default, as `transformers` does. `half-even`, as
   * torchvision and timm do, rounds to nearest, halves to even. It rounds the sides of a photo that covers an oblong in
   * the same way.
   */
  readonly rounding?: 'half-even';
  /** Grey level 0..255 around the photo. */
  readonly pad: number;
  /** `(byte * scale - mean) / std` per channel of colour, in the order of `channels`. */
  readonly scale: number;
  readonly mean: readonly [number, number, number];
  readonly std: readonly [number, number, number];
  /**
   * Order of the tensor's channels, `rgb` by default. `rgbv` adds the visibility of each pixel: 0 for what surrounds
   * the product, 1 for the product. It needs `contain`, `nchw` and `float32`.
   */
  readonly channels?: 'rgb' | 'bgr' | 'rgbv';
  /** Order of the tensor's axes, `nchw` by default. */
  readonly layout?: 'nchw' | 'nhwc';
  /** Type of the tensor's values, `float32` by default; `uint8` is rounded and clamped to 0..255. */
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
  /**
   * The output for the drawn probe tensor (see `inference/probe.ts`): a device is trusted only after it has reproduced
   * it.
   */
  readonly probe: readonly number[];
}

/**
 * How an output becomes one row a photo. `vector`: the output is one row already. `first-token`: takes the first of
 * `[n, tokens, dims]`. `mean-tokens`: takes the mean over all but the first and the last axis. `mean-map`: takes the
 * mean over a feature map `[n, dims, height, width]`.
 */
export type Pooling = 'vector' | 'first-token' | 'mean-tokens' | 'mean-map';

/** Which of a model's outputs is its embedding. */
export interface EncoderOutput {
  readonly name: string;
  readonly pooling: Pooling;
}

/** An encoder's card. Its probe is an embedding, so devices that reproduce it may embed products of one catalogue. */
export interface EncoderCard extends Card {
  readonly dims: number;
  readonly dtype: 'fp32' | 'fp16' | 'q8' | 'q4';
  /** Length of the embedding: `l2` means 1. */
  readonly normalisation: 'l2';
  /** Absent: the model's first output is the embedding as it stands. A pooled output is brought to unit length too. */
  readonly output?: EncoderOutput;
}

/** A focus network's card: its probe is the product map, mean-pooled to 8 x 8. */
export interface FocusCard extends Card {
  /** Side of the square maps in cells, a multiple of 8. */
  readonly maskSide: number;
}
