/** Fills the app's catalogue and kNN workers with a product per seeded vector. */
import { expose, proxy, transfer, wrap } from 'comlink';
import type { CatalogueApi } from '../../src/contract/catalogue';
import type { EncodeOutcome, PhotoOffer } from '../../src/contract/photo';
import type { EncoderApi, EncoderIdentity } from '../../src/contract/encoder';
import type { KnnApi } from '../../src/contract/knn';
import type { VectorOptions } from '../page-calls';
import { JobWatch } from './job-watch';
import type { Searchable } from './time-searches';
import { unitVectors } from './unit-vectors';

const FOLDER = 'vectors';

/** A stand-in encoder that reads the row's number from a photo's text; its picture is one pixel. */
function standIn(
  vectors: Float32Array<ArrayBuffer>,
  { fingerprint, dims }: EncoderIdentity,
): Pick<EncoderApi, 'encodeBatch'> {
  const encode = async (photo: Blob): Promise<EncodeOutcome> => {
    const row = Number(await photo.text());
    const embedding = vectors.slice(row * dims, (row + 1) * dims);
    return {
      encoded: {
        embedding,
        fingerprint,
        picture: { rgb: new Uint8ClampedArray(3), width: 1, height: 1 },
        view: { kind: 'whole', reason: 'off' },
        width: 1,
        height: 1,
      },
    };
  };
  return { encodeBatch: (photos) => Promise.all(photos.map(encode)) };
}

function pathOf(row: number): string {
  return `${FOLDER}/${String(row).padStart(8, '0')}.jpg`;
}

function productOf(row: number): PhotoOffer {
  const path = pathOf(row);
  return { path, photo: new File([String(row)], path.slice(FOLDER.length + 1), { type: 'image/jpeg' }) };
}

/**
 * Fills a catalogue on the way that photos take, from the job to the shards, with a stand-in for the encoder: a model
 * would take hours for vectors that are random anyway.
 */
export async function fillCatalogue({ n, dims, seed }: VectorOptions): Promise<Searchable> {
  const catalogue = wrap<CatalogueApi>(
    new Worker(new URL('../../src/workers/catalogue.worker.ts', import.meta.url), {
      type: 'module',
      name: 'catalogue',
    }),
  );
  const knn = wrap<KnnApi>(
    new Worker(new URL('../../src/workers/knn.worker.ts', import.meta.url), { type: 'module', name: 'knn' }),
  );
  const toEncoder = new MessageChannel();
  const toKnn = new MessageChannel();
  const identity = { name: 'seeded', fingerprint: `seeded ${n} ${dims} ${seed}`, dims };
  expose(standIn(unitVectors({ n, dims, seed }), identity), toEncoder.port1);
  await catalogue.connectEncoder(transfer(toEncoder.port2, [toEncoder.port2]));
  await knn.connect(transfer(toKnn.port1, [toKnn.port1]));
  await catalogue.connectKnn(transfer([toKnn.port2], [toKnn.port2]));

  const jobs = new JobWatch();
  await catalogue.subscribe(proxy(jobs.listener));
  await catalogue.open(identity);
  for (let row = 0; row < n; row++) await catalogue.collect(FOLDER, [productOf(row)]);
  const id = await catalogue.add(FOLDER, { folder: FOLDER });
  await jobs.ended(id, () => catalogue.list(0, 0));
  return {
    rows: n,
    dims,
    search: (query, k) => catalogue.search(query, k),
    lookalikes: (row, k) => catalogue.lookalikes(pathOf(row), k),
  };
}
