/** Types only: what the bench's page does when Node calls it. */
import type { EncoderFacts, EncoderOptions, SkippedPhoto } from '../src/contract';

/** A set of photos that the bench's server answers for. */
export type PhotoSet = 'gallery' | 'queries';

/** Photos fetched or drawn into memory, so that neither is measured. */
export interface PhotosInMemory {
  readonly photos: number;
  readonly bytes: number;
  /** Photos that could not be read. */
  readonly skipped: readonly SkippedPhoto[];
}

/** A gallery brought into the catalogue. */
export interface IndexedGallery {
  /** From the call of `add` until the page was told that the job is done. */
  readonly seconds: number;
  readonly encoded: number;
  readonly skipped: readonly SkippedPhoto[];
}

/** The ids of a query's matches, best first, or the reason why there are none. */
export type QueryAnswer =
  | { readonly ids: readonly string[] }
  | { readonly failure: { readonly name: string; readonly message: string } };

/** The WebGPU adapter that the browser has. */
export interface AdapterFacts {
  readonly name: string;
  /** Whether the adapter is emulated by the CPU. */
  readonly software: boolean;
}

/** Seeded random unit vectors. */
export interface VectorOptions {
  readonly n: number;
  readonly dims: number;
  readonly seed: number;
}

export type SearchKind = 'search' | 'lookalikes';

/** Searches one after the other, each timed by itself. */
export interface TimingOptions {
  readonly kind: SearchKind;
  readonly searches: number;
  readonly k: number;
  readonly seed: number;
}

/** `window.lookalikeBench`. All calls reject with an Error whose name and message say what went wrong. */
export interface PageCalls {
  /** Undefined where the browser has no adapter. */
  adapter(): Promise<AdapterFacts | undefined>;
  /** Starts the app's workers, opens the empty catalogue and loads the encoder. */
  open(options: EncoderOptions): Promise<EncoderFacts>;
  /** Fetches the gallery's photos. `paths` begin with the folder's name; the server's order. */
  fetchGallery(paths: readonly string[]): Promise<PhotosInMemory>;
  /** Draws a gallery of garment-like photos, 400 x 533 JPEG. */
  drawGallery(options: { readonly count: number; readonly seed: number }): Promise<PhotosInMemory>;
  /** Adds the gallery, or its first `count` photos, as the folder that their paths begin with. */
  indexGallery(count?: number): Promise<IndexedGallery>;
  /** Empties the catalogue. */
  clear(): Promise<void>;
  /** Encodes and searches the query photos of the server; `ks` is one k for each of them. */
  answerQueries(ks: readonly number[]): Promise<readonly QueryAnswer[]>;
  /** Fills a catalogue through the app's catalogue and kNN workers, a stand-in making the embeddings. */
  fillCatalogue(options: VectorOptions): Promise<void>;
  /** Milliseconds of each search of the filled catalogue, as the page sees them. */
  timeCatalogue(options: TimingOptions): Promise<readonly number[]>;
  /** Fills the search core in the page's own thread. */
  fillCore(options: VectorOptions): Promise<void>;
  /** Milliseconds of each search of the filled core. */
  timeCore(options: TimingOptions): Promise<readonly number[]>;
}

declare global {
  interface Window {
    /** There once the bench's page has loaded. */
    lookalikeBench: PageCalls;
  }
}
