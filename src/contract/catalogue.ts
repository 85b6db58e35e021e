/** Types only: everything that crosses a thread or a folder. */
import type { ErrorName } from '../shared/errors';
import type { EmbeddingProgress, EncodersApi, ProductEmbedding } from './encoders';
import type { JobProgress, JobState } from './job';
import type { Pinged } from './ping';
import type { PreviewApi } from './preview';
import type { TableApi, TableProgress } from './table';

import type { IndexPart } from '../knn/index-part';
import type { Metric, RowFormat } from '../knn/metric';

export type { JobProgress, JobState, Metric, RowFormat };

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

/** A rectangle of an upright photo, in shares 0..1 of its width and height. */
export interface CropBox {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** `auto`: the subject alone, where the mask is sure; `off`: the whole photo; a box: what the user drew. */
export type Focus = 'auto' | 'off' | CropBox;

/** Why a photo was encoded whole. */
export type WholeReason = 'off' | 'nothing-found' | 'fills-the-photo' | 'unsure';

/** What the encoder saw of a photo. */
export type FocusView =
  | { readonly kind: 'whole'; readonly reason: WholeReason }
  | { readonly kind: 'by-hand'; readonly box: CropBox }
  | {
      readonly kind: 'subject';
      readonly box: CropBox;
      /** 64 x 64 bits over `box`, row by row, the highest bit first: 1 = product, 0 = what surrounds it. */
      readonly mask: Uint8Array<ArrayBuffer>;
      /** How the encoder sees what surrounds the product: with less contrast; as neutral grey by default. */
      readonly surroundings?: 'dimmed';
      /** A body was found beside the product: its head and skin are out of play. */
      readonly worn: boolean;
    };

/** A batch in the form that a model takes: float32, the bits of float16, or uint8. */
export type TensorData = Float32Array<ArrayBuffer> | Uint16Array<ArrayBuffer> | Uint8Array<ArrayBuffer>;

/** What one of a model's outputs holds for a batch. */
export interface ModelOutput {
  /** float32, whatever float the model gives; owned by the receiver. */
  readonly values: Float32Array<ArrayBuffer>;
  /** The first axis is the photos'. */
  readonly shape: readonly number[];
}

/** A photo made small for people's eyes: at most 256 px on the longest side, over white. */
export interface Picture {
  /** uint8 RGB [height, width, 3]. */
  readonly rgb: Uint8ClampedArray<ArrayBuffer>;
  readonly width: number;
  readonly height: number;
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

/** The reason why one photo was skipped. */
export interface PhotoFailure {
  readonly name: ErrorName;
  readonly message: string;
}

/** One photo of a batch: encoded, or the reason why not. A batch itself never fails for one photo. */
export type EncodeOutcome = { readonly encoded: Encoded } | { readonly failure: PhotoFailure };

/** Cancels a call, as in `fetch`. The bridge carries the signal across the thread. */
export interface CallOptions {
  readonly signal?: AbortSignal | undefined;
}

/** Options of `CatalogueApi.search`. */
export interface SearchOptions extends CallOptions {
  /** Of the encoder that made the embedding: refused where another one is open by now. Not asked by default. */
  readonly fingerprint?: string | undefined;
}

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

/** A photo offered to the catalogue, with where it came from. */
export interface PhotoOffer {
  /** `folder/sub-folder/file.jpg`; the file's name alone for a loose photo. */
  readonly path: string;
  /** Absent where the offer's `handle` can read it. */
  readonly photo?: File | undefined;
}

/** Where offered photos come from. */
export interface OfferSource {
  /** The folder's name; absent for loose photos. */
  readonly folder?: string | undefined;
  /** Kept for reading again later, where the browser has them. */
  readonly handle?: FileSystemDirectoryHandle | undefined;
}

/** A folder or a handful of loose photos, listed in full before the job starts. */
export interface Offer extends OfferSource {
  readonly photos: readonly PhotoOffer[];
}

/** An item of the catalogue. */
export interface Product {
  /** Its photo's path, or the name of its vector: unique in the catalogue. */
  readonly id: string;
  /** The file's name without folder and extension. */
  readonly name: string;
  /** Lower-case hex SHA-256 of the photo's bytes; of a vector the fingerprint of its file. */
  readonly hash: string;
  /** Of the photo, in pixels, as `height`; both are 0 where the product is a vector without a photo. */
  readonly width: number;
  readonly height: number;
  readonly sizeBytes: number;
  /** Milliseconds since 1970. */
  readonly addedAt: number;
}

/** Some of the products whose names begin alike. */
export interface NamedProducts {
  /** How many there are of them all. */
  readonly total: number;
  readonly products: readonly Product[];
}

/** One result: best first; equal scores in the order in which products were added. */
export interface Match {
  readonly product: Product;
  /** Cosine similarity, -1..1; among vectors by the metric chosen for them. Higher is closer. */
  readonly score: number;
}

/** A photo that a job skipped. */
export interface SkippedPhoto extends PhotoFailure {
  readonly path: string;
}

/** What the page draws, sent whole on every change. */
export interface CatalogueState {
  readonly products: number;
  /** Products whose embeddings carry another fingerprint and are not searched. */
  readonly stale: number;
  /** Products that can be found already; absent once all can: until then answers are partial. */
  readonly filling?: number | undefined;
  /** Fingerprint of the encoder that answers. */
  readonly encoder: string;
  readonly job?: JobProgress | undefined;
  /** The job that has an encoder embed the products that are there. */
  readonly embedding?: EmbeddingProgress | undefined;
  readonly table?: TableProgress | undefined;
  /** Grows by one whenever the list of products changes. */
  readonly revision: number;
  /** Of the origin's storage; undefined where the browser does not tell. */
  readonly usageBytes: number | undefined;
}

/** The catalogue worker: single owner of disk and shards. */
export interface CatalogueApi extends TableApi, EncodersApi {
  /** A line to the encoder worker; again when that was started anew, and then a running job goes on. */
  connectEncoder(port: MessagePort): Promise<void>;
  /** No encoder takes the place of the last one: a running job fails with `WorkerDied`. */
  loseEncoder(): Promise<void>;
  /** A line to each kNN worker. */
  connectKnn(ports: readonly MessagePort[]): Promise<void>;
  /** One of them died: whatever needs the shards rejects with `WorkerDied` from now on. */
  loseKnn(): Promise<void>;
  /** Opens the stored catalogue; answers come at once, from the embeddings that are in the shards by then. */
  open(encoder: EncoderIdentity): Promise<CatalogueState>;
  /**
   * Resolves when all embeddings are in the shards; an interrupted job then goes on by itself where its photos can be
   * read. Calls that change the catalogue wait for it. Rejects with `StorageFailed`, `WorkerDied`, `VectorInvalid`.
   */
  filled(): Promise<void>;
  /** Calls back with every change until the worker ends; the callback crosses as a comlink proxy. */
  subscribe(listener: (state: CatalogueState) => void): Promise<void>;
  /** Part of an offer's list, in any order: 100,000 files in one message would hold up both threads. */
  collect(offer: string, photos: readonly PhotoOffer[]): Promise<void>;
  /**
   * Starts a job for what was collected under this name, or queues it behind the running one. Returns the job's id
   * once it is stored; the photos follow by themselves.
   */
  add(offer: string, from: OfferSource): Promise<string>;
  pause(): Promise<void>;
  resume(): Promise<void>;
  cancel(): Promise<void>;
  /** Forgets a finished job: its bar goes away. */
  dismissJob(): Promise<void>;
  /** Photos that the current job skipped. */
  skipped(): Promise<readonly SkippedPhoto[]>;
  /** Products that vanished from the current job's folder. */
  vanished(): Promise<readonly string[]>;
  /** Removes products with their photos and embeddings. Unknown ids are ignored. Returns how many were removed. */
  remove(ids: readonly string[]): Promise<number>;
  /** Removes every product. */
  clear(): Promise<void>;
  /** `count` products from position `start` in the order of adding. */
  list(start: number, count: number): Promise<readonly Product[]>;
  /** `count` products from position `start` of those whose names begin so, in any case of letters, by name: the name itself first. */
  named(prefix: string, start: number, count: number): Promise<NamedProducts>;
  /** Of one product. Rejects with `ProductMissing`. */
  thumbnail(id: string): Promise<Blob>;
  /** What the encoder saw of a product's photo. Rejects with `ProductMissing`. */
  view(id: string): Promise<FocusView>;
  /** The best `k` for an embedding of the open encoder. Rejects with `VectorInvalid`, `FingerprintMismatch`. */
  search(embedding: Float32Array, k: number, options?: SearchOptions): Promise<readonly Match[]>;
  /** The best `k` for a product of the catalogue, itself never among them. Rejects with `ProductMissing`. */
  lookalikes(id: string, k: number, options?: CallOptions): Promise<readonly Match[]>;
  /** Of a product, as its photo was seen when it was added; the caller owns it. Rejects with `ProductMissing`, `FingerprintMismatch`. */
  embedding(id: string): Promise<ProductEmbedding>;
}

/** A kNN worker: a part of an index, with errors by their names of `shared/errors.ts`. */
export interface KnnApi extends IndexPart {
  /** A line to another part, empty and of another index, that lives in the same worker. */
  connect(port: MessagePort): void;
}
