/** Declares the state of the catalogue of photos, and the calls of its worker. */
import type { EncoderIdentity } from './encoder';
import type { EmbeddingProgress, EncodersApi } from './encoders';
import type { JobProgress, SkippedPhoto } from './job';
import type { OfferSource, PhotoOffer } from './photo';
import type { ProductCalls } from './product';
import type { TableApi, TableProgress } from './table';

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
export interface CatalogueApi extends ProductCalls, TableApi, EncodersApi {
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
  /** Removes every product. */
  clear(): Promise<void>;
}
