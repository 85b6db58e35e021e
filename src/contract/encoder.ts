/** Declares what crosses threads about one encoder, and the encoder worker's calls. */
import type { Metric, RowFormat } from '../knn/metric';
import type { CallOptions } from './call';
import type { Focus, FocusView, PhotoFailure, Picture } from './photo';
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
  /** By what its embeddings are compared; cosine where absent. */
  readonly metric?: Metric | undefined;
  /** How its embeddings are held in memory; `f32` where absent. */
  readonly format?: RowFormat | undefined;
}

/** What the encoder runs on, once loaded. */
export interface EncoderFacts extends EncoderIdentity {
  readonly device: Device;
  /** WASM threads, and as many helpers for jobs; 1 on WebGPU, without helpers. */
  readonly threads: number;
  /** Why the faster device was not taken, if it was not: a message as `reasons.ts` says. */
  readonly deviceNote?: string;
  /** Id of the model of others whose text model goes with it; absent where it has none. */
  readonly textOf?: string;
  /** Addresses of what was loaded, to be kept for work without a network. */
  readonly files: readonly string[];
}

/** Options of `EncoderApi.load`. */
export interface EncoderOptions {
  /** Folder with `model.onnx` and `card.json`, ending in a slash. */
  readonly modelUrl: string;
  /** Id of a model of others on this device, in place of the one at `modelUrl`. */
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
   * The worker dies where its runtime fails amid a photo, as when the GPU is lost or memory runs out, so that another
   * takes its place; by default the call rejects with `EncoderFailed`.
   */
  readonly diesWithRuntime?: boolean | undefined;
}

/** A batch in the form that a model takes: float32, the bits of float16, or uint8. */
export type TensorData = Float32Array<ArrayBuffer> | Uint16Array<ArrayBuffer> | Uint8Array<ArrayBuffer>;

/** What one of a model's outputs holds for a batch. */
export interface ModelOutput {
  /** float32, whatever float the model gives; owned by the receiver. */
  readonly values: Float32Array<ArrayBuffer>;
  /** The first axis is the photos'. */
  readonly shape: readonly number[];
}

/** One photo encoded. */
export interface Encoded {
  /** Unit length, `dims` float32; transferred: the receiver owns it. */
  readonly embedding: Float32Array<ArrayBuffer>;
  /** Of the encoder that made it: it is compared with no other's. */
  readonly fingerprint: string;
  /** Transferred; absent for a query. Packing it as JPEG is left to the receiver: this thread is the busiest. */
  readonly picture?: Picture;
  readonly view: FocusView;
  /** Of the upright photo, in pixels. */
  readonly width: number;
  readonly height: number;
}

/** One photo of a batch: encoded, or the reason why not. A batch itself never fails for one photo. */
export type EncodeOutcome = { readonly encoded: Encoded } | { readonly failure: PhotoFailure };

/** Options of `EncoderApi.encode`. */
export interface EncodeOptions extends CallOptions {
  /** `auto` by default; as `off` where no focus network was loaded. */
  readonly focus?: Focus | undefined;
}

/** The encoder worker, and each of its helpers: photos in, embeddings out; a query overtakes bulk work. */
export interface EncoderApi extends PreviewApi, Pinged {
  /** Reads the cards alone, so that a stored catalogue opens at once. Rejects with `ModelMissing`, `ModelCorrupt`. */
  describe(options: EncoderOptions): Promise<EncoderIdentity>;
  /** Loads the models once; photos that come meanwhile wait for it; later calls answer from the first. Rejects with `ModelMissing`, `ModelCorrupt`, `DeviceUnavailable`, `PixelsAltered`. */
  load(options: EncoderOptions): Promise<EncoderFacts>;
  /** One query photo, ahead of all waiting batches. Rejects with a `Photo…` name, `CropInvalid`, `EncoderFailed` or `AbortError`. */
  encode(photo: Blob, options?: EncodeOptions): Promise<Encoded>;
  /** A batch for the catalogue, with pictures; outcomes in the order of the photos. */
  encodeBatch(photos: readonly Blob[]): Promise<readonly EncodeOutcome[]>;
  /** Another thread's line to this worker: the port speaks `EncoderApi` too. */
  connect(port: MessagePort): void;
}
