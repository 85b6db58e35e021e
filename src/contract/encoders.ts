/** Types only: what crosses threads about several encoders on one catalogue. */
import type { CallOptions } from './call';
import type { EncoderIdentity } from './encoder';
import type { JobProgress } from './job';
import type { PhotoFailure, SkippedPhoto } from './photo';
import type { Match } from './product';

/** An encoder that a job needs again in another session. */
export interface JobEncoder extends EncoderIdentity {
  /** Id of a model of others on this device; absent for the shipped encoder. */
  readonly keptId?: string | undefined;
}

/** Where the job stands that has an encoder embed the products that are there. Counts are products. */
export interface EmbeddingProgress extends Omit<JobProgress, 'folder' | 'queued' | 'vanished'> {
  readonly encoder: JobEncoder;
  /** With `waiting-for-folder`: the folders to give again; an empty name stands for photos that were given singly. */
  readonly missingFolders: readonly string[];
}

/** The embeddings that one encoder has made of the catalogue's products. */
export interface StoredEmbeddings {
  readonly fingerprint: string;
  /** Rows on disk; counted by whole blocks, so a few too many where products were removed. */
  readonly rows: number;
  /** Of their values on disk. */
  readonly sizeBytes: number;
}

/** What an encoder has made of a product's photo. */
export interface ProductEmbedding {
  /** float32 [dims], of unit length. */
  readonly embedding: Float32Array<ArrayBuffer>;
  /** Of the encoder. */
  readonly fingerprint: string;
}

/** What one encoder answers to the query that all are asked. */
export interface ComparedAnswer {
  readonly fingerprint: string;
  /** Best first; absent with a `failure`. */
  readonly matches?: readonly Match[];
  /** It has no embedding of the product, or cannot see the photo. */
  readonly failure?: PhotoFailure;
}

/** A photo from outside the catalogue, as one encoder sees it. */
export interface SeenPhoto {
  readonly encoder: EncoderIdentity;
  /** float32 [dims]. */
  readonly embedding: Float32Array;
}

/** How an encoder answers a sample of queries. */
export interface ComparedEncoder {
  readonly fingerprint: string;
  /** Of the top k of each query, the share that is of its class; absent where products have no classes. */
  readonly precision?: number | undefined;
}

/** Encoders held against each other. */
export interface Comparison {
  /** Products searched with: those that every encoder has embedded, spread evenly. */
  readonly queries: number;
  /** Of the queries, those that have a class with at least one other product in it. */
  readonly classed: number;
  /** Classes of all products that every encoder has embedded: the folder that a photo lies in. */
  readonly classes: number;
  readonly encoders: readonly ComparedEncoder[];
  /** By positions of two encoders: mean share of one's top k that is in the other's top k, 0..1. */
  readonly overlap: readonly (readonly number[])[];
}

/** Calls about the encoders of one catalogue. Never are embeddings of two encoders compared with each other. */
export interface EncodersApi {
  /**
   * Another encoder answers from now on, from its own embeddings: at once where they are in memory, otherwise as when
   * the catalogue is opened. A running job goes on with it.
   *
   * @param port a line to that encoder's worker.
   */
  switchEncoder(encoder: EncoderIdentity, port: MessagePort): Promise<void>;
  /** A line to the worker of the encoder that embeds, at the next start or in place of one that died: the job goes on. */
  connectEmbedder(port: MessagePort): Promise<void>;
  /** That worker died and none takes its place: the job fails with `WorkerDied`. */
  loseEmbedder(): Promise<void>;
  /**
   * Has an encoder embed every product that it has not embedded yet, beside everything else, in place of any job of
   * this kind before it. Resolves once the job is stored; it goes on after a closed tab.
   *
   * @param port a line to that encoder's worker.
   */
  embed(encoder: JobEncoder, port: MessagePort): Promise<void>;
  /** How many products an encoder has not embedded. */
  lacking(encoder: EncoderIdentity): Promise<number>;
  pauseEmbedding(): Promise<void>;
  resumeEmbedding(): Promise<void>;
  /** Ends or forgets the job; what is embedded stays. */
  cancelEmbedding(): Promise<void>;
  /** Products that the job skipped, with the reasons. */
  embeddingSkipped(): Promise<readonly SkippedPhoto[]>;
  /** By encoder. */
  storedEmbeddings(): Promise<readonly StoredEmbeddings[]>;
  /** Deletes what one encoder has made of the products, and ends its job; products and other encoders' embeddings stay. */
  deleteEmbeddings(fingerprint: string): Promise<void>;
  /** The best `k` for one product by each of the encoders. Rejects with `ProductMissing`. */
  compareAnswers(
    id: string,
    encoders: readonly EncoderIdentity[],
    k: number,
    options?: CallOptions,
  ): Promise<readonly ComparedAnswer[]>;
  /** The best `k` for one photo by each of the encoders that have seen it. Rejects with `VectorInvalid`, `AbortError`. */
  comparePhotos(
    seen: readonly SeenPhoto[],
    k: number,
    options?: CallOptions,
  ): Promise<readonly ComparedAnswer[]>;
  /** Holds encoders against each other by a sample of queries. Rejects with `AbortError`. */
  compareEncoders(
    encoders: readonly EncoderIdentity[],
    k: number,
    options?: CallOptions,
  ): Promise<Comparison>;
}
