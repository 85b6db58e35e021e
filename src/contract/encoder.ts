/** Declares what an encoder is, what it is loaded with, and the calls of its worker. */
import type { Metric, RowFormat } from './metric';
import type { EncodeOptions, EncodeOutcome, Encoded } from './photo';
import type { Pinged } from './ping';
import type { PreviewApi } from './preview';

/** Where the encoder runs. */
export type Device = 'webgpu' | 'wasm';

/** What an encoder is, known from its card before the model is loaded. */
export interface EncoderIdentity {
  readonly name: string;
  /** Embeddings of different fingerprints are never compared. */
  readonly fingerprint: string;
  readonly dims: number;
  /** The metric that compares its embeddings; cosine where absent. */
  readonly metric?: Metric | undefined;
  /** How its embeddings are held in memory; `f32` where absent. */
  readonly format?: RowFormat | undefined;
}

/** What the encoder runs on, once loaded. */
export interface EncoderFacts extends EncoderIdentity {
  readonly device: Device;
  /** WASM threads, which is also the number of helpers for jobs; 1 on WebGPU, without helpers. */
  readonly threads: number;
  /** Why the faster device was not taken, if it was not: a message of `reasons.ts`. */
  readonly deviceNote?: string;
  /** Id of the custom model whose text model goes with it; absent where it has none. */
  readonly textOf?: string;
  /** Addresses of what was loaded, to be kept for work without a network. */
  readonly files: readonly string[];
}

/** Options of `EncoderApi.load`. */
export interface EncoderOptions {
  /** Folder with `model.onnx` and `card.json`, ending in a slash. */
  readonly modelUrl: string;
  /** Id of an installed model, in place of the one at `modelUrl`. */
  readonly keptId?: string | undefined;
  /** Folder with the focus network's `model.onnx` and `card.json`, ending in a slash; without it focus is off. */
  readonly focusUrl?: string | undefined;
  /** Forces a device; without it WebGPU is tried first. */
  readonly device?: Device | undefined;
  /** WASM threads at most; every core up to four by default. A worker with more than one has helpers for its batches. */
  readonly mostThreads?: number | undefined;
  /** Photos that the models take at once, at most; a whole batch by default. Fewer take less memory. */
  readonly mostPhotos?: number | undefined;
  /**
   * Whether the worker ends itself when its runtime fails during a photo, as when the GPU is lost or memory runs out.
   * It is then replaced by a new worker. By default the call rejects with `EncoderFailed`.
   */
  readonly diesWithRuntime?: boolean | undefined;
}

/** The encoder worker, and each of its helpers: photos in, embeddings out; a query overtakes bulk work. */
export interface EncoderApi extends PreviewApi, Pinged {
  /** Reads the cards alone, so that a stored catalogue opens at once. Rejects with `ModelMissing`, `ModelCorrupt`. */
  describe(options: EncoderOptions): Promise<EncoderIdentity>;
  /**
   * Loads the models once. Photos that arrive meanwhile wait; later calls resolve with the facts of the first. Rejects
   * with `ModelMissing`, `ModelCorrupt`, `DeviceUnavailable`, `PixelsAltered`.
   */
  load(options: EncoderOptions): Promise<EncoderFacts>;
  /** One query photo, ahead of all waiting batches. Rejects with a `Photo…` name, `CropInvalid`, `EncoderFailed` or `AbortError`. */
  encode(photo: Blob, options?: EncodeOptions): Promise<Encoded>;
  /** A batch for the catalogue, with pictures; outcomes in the order of the photos. */
  encodeBatch(photos: readonly Blob[]): Promise<readonly EncodeOutcome[]>;
  /** Connects another thread to this worker: the port speaks `EncoderApi` too. */
  connect(port: MessagePort): void;
}
