/** Declares what crosses threads for the demo, the catalogue whose photos are drawn. */
import type { EncoderApi, EncoderIdentity } from './encoder';
import type { Match, Product, ProductCalls } from './product';
import type { PhotoFailure } from './photo';

/**
 * Progress of encoding the demo's photos, where the app ships no embeddings for the open encoder. Counts are photos.
 */
export interface DemoEncoding {
  readonly state: 'running' | 'paused' | 'failed';
  readonly total: number;
  readonly done: number;
  /** Photos per second over the last seconds; 0 until known. */
  readonly perSecond: number;
  /** Milliseconds left at that rate; absent until known. */
  readonly etaMs?: number | undefined;
  /** Set with `failed`. */
  readonly failure?: PhotoFailure | undefined;
}

/** What the page draws of the demo, sent whole on every change. */
export interface DemoState {
  readonly products: number;
  /** Products that can be found already; absent once all can. */
  readonly filling?: number | undefined;
  readonly encoding?: DemoEncoding | undefined;
}

/** What is for sale in a photo. */
export interface ArticleFacts {
  readonly sku: string;
  readonly name: string;
  readonly category: string;
  /** In cents of a euro. */
  readonly priceCents: number;
  /** How many photos there are of it. */
  readonly photos: number;
  /** Whether a person wears it in this photo. */
  readonly worn: boolean;
}

/** A query of the demo with its matches, and how each is related to it. */
export interface JudgedQuery {
  readonly query: Product;
  readonly category: string;
  /** Best first. */
  readonly matches: readonly (Match & { readonly kin: 'article' | 'category' | 'neither' })[];
}

/** Figures of one category. */
export interface CategoryFigures {
  readonly category: string;
  readonly queries: number;
  /** Mean share of a query's top 5 that is of its category, 0..1. */
  readonly precisionAt5: number;
}

/** How good the demo's answers are: its truth is known, since it was drawn. */
export interface DemoQuality {
  readonly queries: number;
  readonly precisionAt5: number;
  readonly categories: readonly CategoryFigures[];
  /** Queries by photos of worn garments. Each garment is also drawn on another person, in another pose and place. */
  readonly worn: {
    readonly queries: number;
    /** Share of them whose top 5 has the same garment on another person. */
    readonly onAnother: number;
    /** Share of them whose top 5 has the same garment laid flat. */
    readonly flat: number;
  };
  /** The queries with the best and with the worst answers, by the same figures. */
  readonly good: readonly JudgedQuery[];
  readonly bad: readonly JudgedQuery[];
}

/** Where the demo's embeddings come from. */
export interface DemoSource {
  readonly encoder: EncoderIdentity;
  /** Address of the embeddings that came with the app. */
  readonly embeddingsUrl: string;
}

/** The demo worker: draws the demo's photos when they are looked at, and answers from their embeddings. */
export interface DemoApi extends Omit<ProductCalls, 'remove'> {
  /**
   * Loads the shipped embeddings if they fit the encoder. Otherwise draws and encodes all photos with `encodeBatch`, in
   * the background. Called once a page; `encodeBatch` crosses as a comlink proxy.
   */
  open(source: DemoSource, encodeBatch: EncoderApi['encodeBatch']): Promise<DemoState>;
  /** Calls back with every change until the worker ends; the callback crosses as a comlink proxy. */
  subscribe(listener: (state: DemoState) => void): Promise<void>;
  pause(): Promise<void>;
  /** Goes on with the encoding, also after it has failed. */
  resume(): Promise<void>;
  /** Rejects with `ProductMissing`. */
  article(id: string): Promise<ArticleFacts>;
  /** Searches with every product that has an embedding, and judges the answers. */
  quality(): Promise<DemoQuality>;
}
