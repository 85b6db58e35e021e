/** Stores a catalogue of the server's vectors, and times its opening. */
import { transfer, wrap } from 'comlink';
import { BLOCK_ROWS } from '../../../src/catalogue/embeddings/block-book';
import type { CatalogueApi } from '../../../src/contract/catalogue';
import type { KnnApi } from '../../../src/contract/knn';
import { openDatabase } from '../../../src/store/database';
import type { ProductRecord } from '../../../src/store/schema';
import { Store } from '../../../src/store/store';
import type { OpenedFigures, OpenOptions, StoreOptions } from '../../knn/knn-calls';
import { rowBlocks } from './served-vectors';

const CATALOGUE = 'default';
const FINGERPRINT = 'served';
const HASH_DIGITS = 64;

function idOf(row: number): string {
  return `shop/${String(row).padStart(8, '0')}.jpg`;
}

function hashOf(row: number): string {
  return row.toString(16).padStart(HASH_DIGITS, '0');
}

/** Stores what an indexing job stores, except thumbnails, which are read only when shown. */
export async function storeCatalogue({ n, dims }: StoreOptions): Promise<void> {
  const db = await openDatabase();
  const store = new Store(db, CATALOGUE);
  await store.clear();
  let row = 0;
  let waiting = new Float32Array(0);
  const write = async (vectors: Float32Array<ArrayBuffer>) => {
    const rows = Array.from({ length: vectors.length / dims }, (_, i) => row + i);
    const block = { catalogue: CATALOGUE, fingerprint: FINGERPRINT, block: row / BLOCK_ROWS, dims };
    await store.commit({
      products: rows.map(productOf),
      blocks: [{ ...block, ids: rows.map(idOf), hashes: rows.map(hashOf), vectors }],
    });
    row += rows.length;
  };
  for await (const rows of rowBlocks(n, dims)) {
    const all = new Float32Array(waiting.length + rows.length);
    all.set(waiting);
    all.set(rows, waiting.length);
    let at = 0;
    for (; at + BLOCK_ROWS * dims <= all.length; at += BLOCK_ROWS * dims) {
      await write(all.slice(at, at + BLOCK_ROWS * dims));
    }
    waiting = all.slice(at);
  }
  if (waiting.length > 0) await write(waiting);
  db.close();
}

function productOf(row: number): ProductRecord {
  const id = idOf(row);
  const facts = { width: 400, height: 533, sizeBytes: 30_000, addedAt: 1_700_000_000_000 };
  return {
    catalogue: CATALOGUE,
    sequence: row,
    folder: 'shop',
    id,
    name: id.slice(5, -4),
    hash: hashOf(row),
    ...facts,
  };
}

/** Starts the workers as the page does, and requests the first product's lookalikes at once. */
export async function openCatalogue({ dims, threads, k }: OpenOptions): Promise<OpenedFigures> {
  const from = performance.now();
  const catalogue = wrap<CatalogueApi>(
    new Worker(new URL('../../../src/workers/catalogue.worker.ts', import.meta.url), {
      type: 'module',
      name: 'catalogue',
    }),
  );
  const ports = Array.from({ length: threads }, (_, i) => {
    const knn = wrap<KnnApi>(
      new Worker(new URL('../../../src/workers/knn.worker.ts', import.meta.url), {
        type: 'module',
        name: `knn ${i}`,
      }),
    );
    const { port1, port2 } = new MessageChannel();
    void knn.connect(transfer(port1, [port1]));
    return port2;
  });
  await catalogue.connectKnn(transfer(ports, ports));
  const { products } = await catalogue.open({ name: 'served', fingerprint: FINGERPRINT, dims });
  const listedMs = performance.now() - from;
  const first = await catalogue.lookalikes(idOf(0), k);
  const openMs = performance.now() - from;
  await catalogue.filled();
  const filledMs = performance.now() - from;
  const whole = await catalogue.lookalikes(idOf(0), k);
  if (first.length === 0 || whole.length !== Math.min(k, products - 1)) {
    throw new Error(`${first.length} and ${whole.length} lookalikes came, expected ${k}`);
  }
  return { listedMs, openMs, filledMs };
}
