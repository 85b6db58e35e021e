/** Declares the calls that Node makes to the bench's page. */
import type { EncoderFacts, EncoderOptions } from '../src/contract/encoder';
import type { SkippedPhoto } from '../src/contract/job';
import type { WholeReason } from '../src/contract/photo';
import type { DemoQuality } from '../src/contract/demo';
import type { KnnCalls } from './knn/knn-calls';

/** A set of photos that the bench's server serves. */
export type PhotoSet = 'gallery' | 'queries' | 'table';

/** Photos in memory, so that fetching and drawing are not measured. */
export interface PhotosInMemory {
  readonly photos: number;
  readonly bytes: number;
  /** Photos that could not be read. */
  readonly skipped: readonly SkippedPhoto[];
}

/** A gallery added to the catalogue. */
export interface IndexedGallery {
  /** From the call of `add` until the page gets the state that the job is done. */
  readonly seconds: number;
  readonly encoded: number;
  readonly skipped: readonly SkippedPhoto[];
}

/** What the encoder saw of a photo: its subject, or the whole photo for a reason. */
export type Seen = 'subject' | WholeReason;

/** Why a photo has no result. */
export interface Failed {
  readonly failure: { readonly name: string; readonly message: string };
}

/** The ids of a query's matches, best first, or the reason why there are none. */
export type QueryAnswer = { readonly ids: readonly string[]; readonly seen: Seen } | Failed;

/** A way to compare photos without a network, from the pixels that an encoder sees. */
export type Baseline = 'pixels' | 'histogram' | 'hog';

/** Photos of the set `table` to make vectors of, by their positions. */
export interface VectoriseOptions {
  readonly by: Baseline | 'encoder';
  readonly positions: readonly number[];
}

/** Outcome of making a photo's vector. */
export type PhotoOutcome = { readonly seen: Seen } | Failed;

/** A search among photos that vectors were made of, by their positions. */
export interface NearestOptions {
  readonly gallery: readonly number[];
  /** A query in the gallery is never its own match. */
  readonly queries: readonly number[];
  readonly k: number;
}

/** Positions of a photo of a person, and of its masks. */
export interface WornPhoto {
  readonly photo: number;
  readonly garment: number;
  readonly head: number;
}

/** How well focus matches the worn garment. */
export interface WornOutcome {
  /** Intersection over union of what was kept and the garment, 0..1. */
  readonly iou: number;
  /** Share of the head that was kept; undefined where no head is visible. */
  readonly headLeft: number | undefined;
  readonly seen: Seen;
}

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

/** A switch between two encoders of a catalogue of `n` products. */
export interface SwitchOptions {
  readonly n: number;
  readonly dims: number;
  /** kNN workers. */
  readonly threads: number;
  readonly k: number;
  /** Of the product that is searched with, in the order of adding. */
  readonly row: number;
}

/** Milliseconds from the call of the switch. */
export interface SwitchTimes {
  /** Until lookalikes came, perhaps of a part of the products. */
  readonly firstMs: number;
  /** Until all products can be found. */
  readonly wholeMs: number;
}

export interface SwitchFigures {
  /** To an encoder whose embeddings are on disk alone. */
  readonly fromDisk: SwitchTimes;
  /** Back and forth between two whose embeddings are in memory. */
  readonly fromMemory: readonly SwitchTimes[];
}

/** The demo's photos, encoded. */
export interface EncodedDemo {
  /** The file that ships the embeddings. */
  readonly base64: string;
  readonly photos: number;
  readonly seconds: number;
  readonly quality: DemoQuality;
}

/** Photos of a catalogue that the demo's code draws from another seed, by their positions. */
export interface DrawOptions {
  readonly seed: string;
  /** One article of every cloth, laid flat on plain white; otherwise all photos, with every cut worn too. */
  readonly isFlat: boolean;
  readonly from: number;
  readonly to: number;
}

/** A drawn photo as a JPEG file. */
export interface DrawnPhoto {
  readonly category: string;
  readonly sku: string;
  readonly shot: string;
  readonly base64: string;
}

/** `window.lookalikeBench`. All calls reject with an Error whose name and message say what went wrong. */
export interface PageCalls extends KnnCalls {
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
  /** The embedding of each of the gallery's photos as a query, float32 in base64; empty where there is none. */
  galleryEmbeddings(): Promise<readonly string[]>;
  /** What the encoder saw of each product's photo, in the order of adding. */
  gallerySeen(): Promise<readonly Seen[]>;
  /** Empties the catalogue. */
  clear(): Promise<void>;
  /** Encodes and searches the query photos of the server; `ks` is one k for each of them. */
  answerQueries(ks: readonly number[]): Promise<readonly QueryAnswer[]>;
  /** Makes vectors of photos with the opened encoder, in place of earlier ones. */
  vectorise(options: VectoriseOptions): Promise<readonly PhotoOutcome[]>;
  /** The nearest of a gallery for each query, best first; none for a photo that has no vector. */
  nearest(options: NearestOptions): Promise<readonly (readonly number[])[]>;
  /** Encodes photos of people and compares what focus kept with their masks. */
  judgeWorn(photos: readonly WornPhoto[]): Promise<readonly WornOutcome[]>;
  /** Fills a catalogue through the app's catalogue and kNN workers, with embeddings from a stand-in encoder. */
  fillCatalogue(options: VectorOptions): Promise<void>;
  /** Milliseconds of each search of the filled catalogue, as the page sees them. */
  timeCatalogue(options: TimingOptions): Promise<readonly number[]>;
  /** Fills the search core in the page's own thread. */
  fillCore(options: VectorOptions): Promise<void>;
  /** Milliseconds of each search of the filled core. */
  timeCore(options: TimingOptions): Promise<readonly number[]>;
  /** Stores a catalogue of products that two encoders have embedded, in place of any other; vectors are drawn. */
  storeTwoEncoders(options: VectorOptions): Promise<void>;
  /** Opens that catalogue in new workers and switches between the two encoders. */
  timeSwitches(options: SwitchOptions): Promise<SwitchFigures>;
  /** Draws the demo and encodes it with the opened encoder. */
  encodeDemo(): Promise<EncodedDemo>;
  /** Draws some photos of a catalogue; fewer where it has no more. */
  drawArticles(options: DrawOptions): Promise<readonly DrawnPhoto[]>;
}

declare global {
  interface Window {
    /** Set once the bench's page has loaded. */
    lookalikeBench: PageCalls;
  }
}
