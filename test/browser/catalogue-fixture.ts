/** Texts standing for photos in; a catalogue on real IndexedDB and the real index, with a countable encoder, out. */
import { Catalogue } from '../../src/catalogue/catalogue';
import type { IndexOutcome } from '../../src/catalogue/jobs/photo-encoder';
import type { CatalogueState } from '../../src/contract/catalogue';
import type { FocusView, Offer } from '../../src/contract/photo';
import type { JobState } from '../../src/contract/job';
import type { IndexPart } from '../../src/knn/index-part';
import { IndexPool } from '../../src/knn/index-pool';
import { LocalPart } from '../../src/knn/local-part';
import { openDatabase, type Database } from '../../src/store/database';
import { Store } from '../../src/store/store';
import { TableStore } from '../../src/store/table-store';

export const DIMS = 16;

/** A unit vector that depends on every character; equal texts give equal vectors. */
export function vectorOf(text: string): Float32Array<ArrayBuffer> {
  const vector = new Float32Array(DIMS);
  let state = 2166136261;
  for (let i = 0; i < DIMS; i++) {
    for (const character of `${text}${i}`) state = Math.imul(state ^ character.charCodeAt(0), 16777619);
    vector[i] = (state >>> 0) / 2 ** 32 - 0.5;
  }
  const length = Math.hypot(...vector);
  return vector.map((x) => x / length);
}

const ofText = vectorOf;

/** What is said to have been seen of a photo: a subject of its own for every text. */
export function viewOf(text: string): FocusView {
  const mask = new Uint8Array(512).fill(text.length);
  return { kind: 'subject', box: { left: 0.25, top: 0, width: 0.5, height: 1 }, mask, worn: false };
}

/** Counts what it encodes; can be told to hang, to fail, or to refuse photos whose text begins with `bad`. */
export class CountingEncoder {
  readonly encoded: string[] = [];
  /** Batches after this many never answer, like an encoder that died. */
  answers = Infinity;
  failure: Error | undefined;

  /**
   * @param fingerprint by which its embeddings are kept apart.
   * @param vectorOf makes an embedding of a photo's text.
   */
  constructor(
    readonly fingerprint = 'encoder-a',
    readonly vectorOf: (text: string) => Float32Array<ArrayBuffer> = ofText,
  ) {}

  readonly encodeBatch = async (photos: readonly Blob[]): Promise<readonly IndexOutcome[]> => {
    if (this.failure) throw this.failure;
    if (this.answers-- <= 0) return new Promise(() => undefined);
    const texts = await Promise.all(photos.map((photo) => photo.text()));
    return texts.map((text) => {
      if (text.startsWith('bad')) return { failure: { name: 'PhotoCorrupt', message: text } };
      this.encoded.push(text);
      return {
        encoded: {
          embedding: this.vectorOf(text),
          fingerprint: this.fingerprint,
          jpeg: new TextEncoder().encode(`small ${text}`).buffer,
          view: viewOf(text),
          width: 3,
          height: 4,
        },
      };
    });
  };
}

/** Takes what is appended away from whoever gave it, as a pool of workers may. */
class TakingPool extends IndexPool {
  override append(vectors: Float32Array<ArrayBuffer>): Promise<number> {
    return super.append(structuredClone(vectors, { transfer: [vectors.buffer] }));
  }
}

/** An opened catalogue and what stands behind it. */
export interface Opened {
  readonly catalogue: Catalogue;
  readonly encoder: CountingEncoder;
  readonly db: Database;
  readonly states: CatalogueState[];
}

/** How the index of a tab is made up. */
export interface TabIndex {
  /** Default: two on this thread. */
  readonly parts?: () => readonly IndexPart[];
  /** As the catalogue's own, as `memoryBytes`. */
  readonly checkpointMs?: number;
  readonly memoryBytes?: number;
  /** Awaited once the catalogue is open, whether or not all of it is in. */
  readonly onceOpen?: (catalogue: Catalogue) => Promise<void>;
}

/** Opens the catalogue of a database, as a new tab would, and waits until all of it is in. */
export async function openTab(
  database: string,
  encoder = new CountingEncoder(),
  {
    parts = () => [new LocalPart({ rowsPerShard: 100 }), new LocalPart()],
    checkpointMs,
    memoryBytes,
    onceOpen,
  }: TabIndex = {},
): Promise<Opened> {
  const db = await openDatabase(database);
  const tables = new TableStore(db, 'default');
  const catalogue = new Catalogue(new Store(db, 'default'), tables, 'default', checkpointMs, memoryBytes);
  await catalogue.connectEncoder(encoder);
  catalogue.connectKnn(() => new TakingPool(parts(), 4));
  const states: CatalogueState[] = [];
  catalogue.subscribe((state) => states.push(state));
  await catalogue.open({ name: 'counting', fingerprint: encoder.fingerprint, dims: DIMS });
  await onceOpen?.(catalogue);
  while (states.length === 0 || states.at(-1)?.filling !== undefined) {
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  return { catalogue, encoder, db, states };
}

/**
 * Waits until the newest job is in this state.
 *
 * @param begin starts the job to wait for; without it the one that runs is meant.
 */
export async function until(
  { states }: Opened,
  state: JobState,
  begin?: () => Promise<unknown>,
): Promise<CatalogueState> {
  if (begin) {
    states.length = 0;
    await begin();
  }
  for (;;) {
    const newest = states.at(-1);
    if (newest?.job?.state === state) return newest;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** A folder as its path-to-text map. */
export function folder(name: string, files: Readonly<Record<string, string>>): Offer {
  const photos = Object.entries(files).map(([file, text]) => ({
    path: `${name}/${file}`,
    photo: new File([text], file),
  }));
  return { folder: name, photos };
}

/** Loose photos in the order given; names may repeat. */
export function loose(...files: readonly (readonly [name: string, text: string])[]): Offer {
  return { photos: files.map(([name, text]) => ({ path: name, photo: new File([text], name) })) };
}

/** `count` files `0000.jpg`, `0001.jpg`, … with texts of their own. */
export function numbered(count: number): Record<string, string> {
  return Object.fromEntries(
    Array.from({ length: count }, (_, i) => [`${String(i).padStart(4, '0')}.jpg`, `photo number ${i}`]),
  );
}

/** Products on the disk, of all catalogues. */
export async function countProducts(db: Database): Promise<number> {
  return (await db.getAll('productBlocks')).reduce((sum, { products }) => sum + products.length, 0);
}
