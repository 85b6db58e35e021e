/** Declares what crosses threads about several encoders on one catalogue. */
import type { CallOptions } from './call';
import type { EncoderIdentity } from './encoder';
import type { JobProgress, SkippedPhoto } from './job';
import type { PhotoFailure } from './photo';
import type { Match } from './product';

/** An encoder that a job needs again in another session. */
export interface JobEncoder extends EncoderIdentity {
  /** Id of an installed model; absent for the shipped encoder. */
  readonly keptId?: string | undefined;
}

/** Progress of the job in which an encoder embeds the existing products. Counts are products. */
export interface EmbeddingProgress extends Omit<JobProgress, 'folder' | 'queued' | 'vanished'> {
  readonly encoder: JobEncoder;
  /** With `waiting-for-folder`: the folders that the user must give again; an empty name stands for loose photos. */
  readonly missingFolders: readonly string[];
}

/** The embeddings that one encoder has made of the catalogue's products. */
export interface StoredEmbeddings {
  readonly fingerprint: string;
  /** Rows on disk. Whole blocks are counted, so the figure is a few too high where products were removed. */
  readonly rows: number;
  /** Bytes of their values on disk. */
  readonly sizeBytes: number;
}

/** One encoder's answer to the query that every compared encoder gets. */
export interface ComparedAnswer {
  readonly fingerprint: string;
  /** Best first; absent with a `failure`. */
  readonly matches?: readonly Match[];
  /** Why there is no answer: the encoder has no embedding of the product, or cannot see the photo. */
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
  /** Share of each query's top k that is of its class; absent where products have no classes. */
  readonly precision?: number | undefined;
}

/** Encoders compared by a sample of queries. */
export interface Comparison {
  /** Products searched with: those that every encoder has embedded, spread evenly. */
  readonly queries: number;
  /** Queries whose class has at least one other product. */
  readonly classed: number;
  /** Classes of all products that every encoder has embedded. A class is the folder that a photo lies in. */
  readonly classes: number;
  readonly encoders: readonly ComparedEncoder[];
  /** By positions of two encoders: mean share of one's top k that is in the other's top k, 0..1. */
  readonly overlap: readonly (readonly number[])[];
}

/** Calls about the encoders of one catalogue. Embeddings of two encoders are never compared with each other. */
export interface EncodersApi {
  /**
   * Makes another encoder answer from now on, from its own embeddings. It answers at once if they are in memory,
   * otherwise as after `open`. A running job goes on with it.
   *
   * @param port connects that encoder's worker.
   */
  switchEncoder(encoder: EncoderIdentity, port: MessagePort): Promise<void>;
  /** Connects the worker of the encoder that embeds, at the next start or after a restart: the job goes on. */
  connectEmbedder(port: MessagePort): Promise<void>;
  /** That worker died and is not restarted: the job fails with `WorkerDied`. */
  loseEmbedder(): Promise<void>;
  /**
   * Starts a job in which an encoder embeds every product that it has not embedded yet. The job runs beside everything
   * else and replaces any earlier one of this kind. Resolves once the job is stored; it goes on after a closed tab.
   *
   * @param port connects that encoder's worker.
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
  /** The stored embeddings of each encoder. */
  storedEmbeddings(): Promise<readonly StoredEmbeddings[]>;
  /** Deletes one encoder's embeddings and ends its job; products and other encoders' embeddings stay. */
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
  /** Compares encoders by a sample of queries. Rejects with `AbortError`. */
  compareEncoders(
    encoders: readonly EncoderIdentity[],
    k: number,
    options?: CallOptions,
  ): Promise<Comparison>;
}
