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
  /** The job in which an encoder embeds the existing products. */
  readonly embedding?: EmbeddingProgress | undefined;
  readonly table?: TableProgress | undefined;
  /** Grows by one whenever the list of products changes. */
  readonly revision: number;
  /** Bytes of storage that this origin uses; undefined where the browser does not say. */
  readonly usageBytes: number | undefined;
}

/** The catalogue worker: single owner of disk and shards. */
export interface CatalogueApi extends ProductCalls, TableApi, EncodersApi {
  /** Connects the encoder worker. After a restart of that worker it is called again, and a running job goes on. */
  connectEncoder(port: MessagePort): Promise<void>;
  /** The encoder worker died and is not restarted: a running job fails with `WorkerDied`. */
  loseEncoder(): Promise<void>;
  /** Connects each kNN worker. */
  connectKnn(ports: readonly MessagePort[]): Promise<void>;
  /** A kNN worker died: calls that need the shards reject with `WorkerDied` from now on. */
  loseKnn(): Promise<void>;
  /** Opens the stored catalogue. Answers come at once, from the embeddings that the shards hold so far. */
  open(encoder: EncoderIdentity): Promise<CatalogueState>;
  /**
   * Resolves when all embeddings are in the shards; an interrupted job then goes on by itself where its photos can be
   * read. Calls that change the catalogue wait for it. Rejects with `StorageFailed`, `WorkerDied`, `VectorInvalid`.
   */
  filled(): Promise<void>;
  /** Calls back with every change until the worker ends; the callback crosses as a comlink proxy. */
  subscribe(listener: (state: CatalogueState) => void): Promise<void>;
  /** Collects part of an offer's list, in any order: 100,000 files in one message would block both threads. */
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
