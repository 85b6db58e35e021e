/** Stores a catalogue with two encoders' drawn vectors, and times switches between them. */
import { transfer } from 'comlink';
import type { CatalogueApi } from '../../src/contract/catalogue';
import type { EncoderIdentity } from '../../src/contract/encoder';
import type { KnnApi } from '../../src/contract/knn';
import { startWorker } from '../../src/threads/link/worker-handle';
import { workerProxy, type Promised, type Reach } from '../../src/threads/link/worker-proxy';
import { openDatabase } from '../../src/store/database';
import type { ProductRecord } from '../../src/store/schema';
import { Store } from '../../src/store/store';
import type { SwitchFigures, SwitchOptions, VectorOptions } from '../page-calls';
import { unitVectors } from './unit-vectors';

const CATALOGUE = 'default';
/** Products stored at once, in whole blocks. */
const PART = 4096;
const BLOCK_ROWS = 256;

function idOf(row: number): string {
  return `drawn/${String(row).padStart(8, '0')}.jpg`;
}

function productOf(row: number): ProductRecord {
  return {
    catalogue: CATALOGUE,
    id: idOf(row),
    name: String(row),
    hash: row.toString(16).padStart(64, '0'),
    width: 400,
    height: 533,
    sizeBytes: 30_000,
    addedAt: 0,
    sequence: row,
    folder: 'drawn',
  };
}

function encoderOf(name: string, dims: number): EncoderIdentity {
  return { name, fingerprint: `drawn ${name}`, dims };
}

/** Stores the products and what two encoders made of them, as jobs do. */
export async function storeTwoEncoders({ n, dims, seed }: VectorOptions): Promise<void> {
  const db = await openDatabase();
  const store = new Store(db, CATALOGUE);
  await store.clear();
  for (let first = 0; first < n; first += PART) {
    const rows = Array.from({ length: Math.min(PART, n - first) }, (_, i) => first + i);
    const products = rows.map(productOf);
    const blocks = ['a', 'b'].flatMap((name, e) => {
      const vectors = unitVectors({ n: rows.length, dims, seed: seed + first * 2 + e });
      return Array.from({ length: Math.ceil(rows.length / BLOCK_ROWS) }, (_, i) => {
        const own = products.slice(i * BLOCK_ROWS, (i + 1) * BLOCK_ROWS);
        return {
          catalogue: CATALOGUE,
          fingerprint: encoderOf(name, dims).fingerprint,
          block: first / BLOCK_ROWS + i,
          dims,
          ids: own.map(({ id }) => id),
          hashes: own.map(({ hash }) => hash),
          vectors: vectors.slice(i * BLOCK_ROWS * dims, (i * BLOCK_ROWS + own.length) * dims),
        };
      });
    });
    await store.commit({ products, blocks });
  }
  db.close();
}

/** Opens the catalogue with the first encoder, as the page does, and switches to the second, back, and to it again. */
export async function timeSwitches({ n, dims, threads, k, row }: SwitchOptions): Promise<SwitchFigures> {
  // written out, since the build finds a worker's file by this exact expression
  const owner = startWorker<CatalogueApi>(
    new Worker(new URL('../../src/workers/catalogue.worker.ts', import.meta.url), {
      type: 'module',
      name: 'catalogue',
    }),
    'catalogue',
  );
  const reach: Reach<
    Pick<Promised<CatalogueApi>, 'open' | 'filled' | 'lookalikes' | 'connectKnn' | 'switchEncoder'>
  > = owner;
  const catalogue = workerProxy(reach, {
    connectKnn: (ports) => owner.call((api) => api.connectKnn(transfer(ports, [...ports]))),
    switchEncoder: (encoder, port) => owner.call((api) => api.switchEncoder(encoder, transfer(port, [port]))),
  });
  const searchers = Array.from({ length: threads }, (_, i) =>
    startWorker<KnnApi>(
      new Worker(new URL('../../src/workers/knn.worker.ts', import.meta.url), {
        type: 'module',
        name: `knn ${i}`,
      }),
      'kNN',
    ),
  );
  const [a, b] = [encoderOf('a', dims), encoderOf('b', dims)];
  try {
    const ports: MessagePort[] = [];
    for (const searcher of searchers) {
      const { port1, port2 } = new MessageChannel();
      await searcher.call((api) => api.connect(transfer(port1, [port1])));
      ports.push(port2);
    }
    await catalogue.connectKnn(ports);
    await catalogue.open(a);
    await catalogue.filled();
    const switchTo = async (encoder: EncoderIdentity) => {
      const { port2 } = new MessageChannel();
      const from = performance.now();
      await catalogue.switchEncoder(encoder, port2);
      const first = await catalogue.lookalikes(idOf(row), k);
      const firstMs = performance.now() - from;
      await catalogue.filled();
      const wholeMs = performance.now() - from;
      const whole = await catalogue.lookalikes(idOf(row), k);
      if (first.length === 0 || whole.length !== Math.min(k, n - 1)) {
        throw new Error(`${first.length} and ${whole.length} lookalikes came, expected ${k}`);
      }
      return { firstMs, wholeMs };
    };
    return { fromDisk: await switchTo(b), fromMemory: [await switchTo(a), await switchTo(b)] };
  } finally {
    for (const { worker } of [owner, ...searchers]) worker.terminate();
    // the lock on the catalogue is released with its worker, a moment later
    await navigator.locks.request(`lookalike-${CATALOGUE}`, () => undefined);
  }
}
