/** Types only: the facts beside a model's file, `public/models/<name>/card.json`. */

/** What preprocessing a model expects; part of its card, and an encoder's part of the fingerprint too. */
export interface Preprocessing {
  /** Side of the square input in pixels. */
  readonly side: number;
  /** `contain`: the whole photo, centred on `pad`. */
  readonly fit: 'contain';
  /** Antialiased triangle filter, Pillow's BILINEAR. */
  readonly resample: 'bilinear';
  /** Grey level 0..255 around the photo. */
  readonly pad: number;
  /** `(byte * scale - mean) / std` per channel. */
  readonly scale: number;
  readonly mean: readonly [number, number, number];
  readonly std: readonly [number, number, number];
}

/** What every model's card says. */
export interface Card {
  readonly name: string;
  readonly version: string;
  /** Lower-case hex of the model file's SHA-256. */
  readonly sha256: string;
  readonly sizeBytes: number;
  readonly preprocessing: Preprocessing;
  /** What a drawn probe tensor must give (see `model/probe.ts`): a device is trusted only after it has reproduced it. */
  readonly probe: readonly number[];
}

/** An encoder's card: its probe is the embedding, so vectors of two devices may stand in one catalogue. */
export interface EncoderCard extends Card {
  readonly dims: number;
  readonly dtype: 'fp32' | 'fp16' | 'q8';
  /** What the embedding's length is: `l2` = 1. */
  readonly normalisation: 'l2';
}

/** A focus network's card: its probe is the product map, mean-pooled to 8 x 8. */
export interface FocusCard extends Card {
  /** Side of the square maps in cells, a multiple of 8. */
  readonly maskSide: number;
}
