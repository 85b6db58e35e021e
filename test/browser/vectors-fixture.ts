/** Golden files and arrays in; a catalogue of vectors on real IndexedDB and the real index, and files for it, out. */
import { afterEach, beforeEach } from 'vitest';
import type { Catalogue } from '../../src/catalogue/catalogue';
import { VectorCatalogue } from '../../src/catalogue/vectors/vector-catalogue';
import type { Match } from '../../src/contract/product';
import type { ImportProgress, VectorsFacts, VectorsState } from '../../src/contract/vectors';
import { openVectorFiles } from '../../src/exchange/vector-files';
import { IndexPool } from '../../src/knn/index-pool';
import { LocalPart } from '../../src/knn/local-part';
import { openDatabase, type Database } from '../../src/store/database';

/** An opened catalogue of vectors and what stands behind it. */
export interface VectorsTab {
  readonly vectors: VectorCatalogue;
  readonly db: Database;
  /** What the catalogue said at its start, then every change. */
  readonly states: VectorsState[];
}

/** Opens the vectors of a database, as a new tab would. */
export async function openVectorsTab(database: string): Promise<VectorsTab> {
  const db = await openDatabase(database);
  const vectors = new VectorCatalogue(db);
  vectors.connectKnn(new IndexPool([new LocalPart({ rowsPerShard: 1024 }), new LocalPart()], 16));
  const states: VectorsState[] = [];
  vectors.subscribe((state) => states.push(state));
  states.push(await vectors.start());
  await vectors.open();
  return { vectors, db, states };
}

/** Tabs on a database of each test's own, which goes with the test. */
export function useVectorsTabs() {
  let database = '';
  const databases: { close(): void }[] = [];
  beforeEach(() => {
    database = `test-${crypto.randomUUID()}`;
  });
  afterEach(() => {
    for (const db of databases.splice(0)) db.close();
    indexedDB.deleteDatabase(database);
  });
  /** Closes with the test what it has opened by itself. */
  const closing = (db: { close(): void }) => databases.push(db);
  const open = async (): Promise<VectorsTab> => {
    const tab = await openVectorsTab(database);
    closing(tab.db);
    return tab;
  };
  return { database: () => database, closing, open };
}

/** The catalogue that is open. */
export async function opened({ vectors }: VectorsTab): Promise<Catalogue> {
  const catalogue = await vectors.opened();
  if (!catalogue) throw new Error('no vectors are open');
  return catalogue;
}

/** Of all products, in their order. */
export async function idsIn(tab: VectorsTab): Promise<string[]> {
  return (await (await opened(tab)).list(0, 10_000)).map(({ id }) => id);
}

/** Imports files as the worker does. Resolves with the state once the import has ended, whatever became of it. */
export async function importFiles(
  tab: VectorsTab,
  files: readonly File[],
  metric: VectorsFacts['metric'] = 'cosine',
): Promise<VectorsState> {
  await begin(tab, files, metric);
  return until(tab, 'done', 'failed', 'cancelled');
}

/** As `importFiles`; resolves once the import is on its way. */
async function begin(
  { vectors, states }: VectorsTab,
  files: readonly File[],
  metric: VectorsFacts['metric'] = 'cosine',
): Promise<void> {
  const source = await openVectorFiles(files);
  states.length = 0;
  await vectors.import(source, metric);
}

/**
 * As `begin`, but the source gives its first block alone and holds the others back, on however fast a machine, until the
 * function that this resolves with is called.
 */
export async function beginHeld(tab: VectorsTab, files: readonly File[]): Promise<() => void> {
  const source = await openVectorFiles(files);
  let release: () => void = () => undefined;
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  async function* held(rows: number) {
    for await (const block of source.blocks(rows)) {
      yield block;
      await released;
    }
  }
  tab.states.length = 0;
  await tab.vectors.import({ ...source, blocks: held }, 'cosine');
  return release;
}

/** The newest state, once its import is in one of these. */
export async function until(
  { states }: VectorsTab,
  ...wanted: readonly ImportProgress['state'][]
): Promise<VectorsState> {
  for (;;) {
    const newest = states.at(-1);
    if (newest?.job && wanted.includes(newest.job.state)) return newest;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** The newest state, once the vectors are open. */
export async function untilOpen({ states }: VectorsTab): Promise<VectorsState> {
  for (;;) {
    const newest = states.at(-1);
    if (newest?.catalogue) return newest;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** A golden file that NumPy wrote. */
export async function golden(name: string): Promise<File> {
  const response = await fetch(`/test/fixtures/exchange/${name}`);
  return new File([await response.arrayBuffer()], name);
}

export async function goldenJson<T>(path: string): Promise<T> {
  return (await (await fetch(`/test/fixtures/${path}`)).json()) as T;
}

export function fromBase64(base64: string): ArrayBuffer {
  return Uint8Array.from(atob(base64), (char) => char.charCodeAt(0)).buffer;
}

/** float32 [rows, dims] as a .npy file of format 1.0. */
export function npy(vectors: Float32Array<ArrayBuffer>, dims: number, name = 'vectors.npy'): File {
  const header = `{'descr': '<f4', 'fortran_order': False, 'shape': (${vectors.length / dims}, ${dims}), }\n`;
  const prefix = Uint8Array.of(0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, header.length, 0);
  return new File([prefix, header, vectors], name);
}

/** Numbers -0.5..0.5 that depend on their place alone. */
export function drawn(rows: number, dims: number): Float32Array<ArrayBuffer> {
  let state = 20_240_601;
  return Float32Array.from({ length: rows * dims }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
    return (state >>> 0) / 2 ** 32 - 0.5;
  });
}

export function lines(names: readonly string[], name = 'names.txt'): File {
  return new File([names.join('\n')], name);
}

export function idsOf(matches: readonly Match[]): string[] {
  return matches.map(({ product }) => product.id);
}

/** How many records of any store belong to any catalogue. */
export async function recordsIn(db: Database): Promise<number> {
  const counts = await Promise.all([...db.objectStoreNames].map((name) => db.count(name)));
  return counts.reduce((sum, count) => sum + count, 0);
}
