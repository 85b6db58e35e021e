/** Declares what crosses threads about the catalogue of photos, and its worker's calls. */
import type { IndexPart } from '../knn/index-part';
import type { CallOptions } from './call';
import type { EncoderIdentity } from './encoder';
import type { EmbeddingProgress, EncodersApi, ProductEmbedding } from './encoders';
import type { JobProgress } from './job';
import type { FocusView, OfferSource, PhotoOffer, SkippedPhoto } from './photo';
import type { Match, NamedProducts, Product } from './product';
import type { TableApi, TableProgress } from './table';

export type { Metric, RowFormat } from '../knn/metric';
export type { CallOptions } from './call';
export type {
  Device,
  EncodeOptions,
  EncodeOutcome,
  Encoded,
  EncoderApi,
  EncoderFacts,
  EncoderIdentity,
  EncoderOptions,
  ModelOutput,
  TensorData,
} from './encoder';
export type { JobProgress, JobState } from './job';
export type {
  CropBox,
  Focus,
  FocusView,
  Offer,
  OfferSource,
  PhotoFailure,
  PhotoOffer,
  Picture,
  SkippedPhoto,
  WholeReason,
} from './photo';
export type { Match, NamedProducts, Product } from './product';

/** Options of `CatalogueApi.search`. */
export interface SearchOptions extends CallOptions {
  /** Of the encoder that made the embedding: refused where another one is open by now. Not asked by default. */
  readonly fingerprint?: string | undefined;
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
