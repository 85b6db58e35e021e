/** The catalogue's parts in; what one job needs of them (encode, judge, commit) out. */
import { LookalikeError } from '../../shared/errors';
import type { JobRecord } from '../../store/schema';
import type { Store } from '../../store/store';
import { batchChange } from './batch';
import type { Embeddings } from '../embeddings/embeddings';
import type { Finished, JobHost } from './job';
import type { Line } from '../../shared/line';
import type { PhotoEncoder } from './photo-encoder';
import type { PhotoSource } from './photo-source';
import type { ProductList } from '../products/product-list';

/** What the jobs share with the rest of the catalogue. */
export interface IndexingHost {
  readonly catalogue: string;
  readonly store: Store;
  readonly products: ProductList;
  /** Of the encoder that is open now. */
  readonly embeddings: Embeddings;
  /** Handles by the name of their folder. */
  readonly folders: Map<string, FileSystemDirectoryHandle>;
  /** These products' photos are replaced: no other encoder's embedding of them counts any more. */
  readonly replaced: (ids: readonly string[]) => Promise<void>;
  readonly encoder: Line<PhotoEncoder>;
  /** Runs one change of disk and index after the other. */
  readonly exclusively: <T>(work: () => Promise<T>) => Promise<T>;
  readonly changed: () => void;
}

/** Moments of a batch that the owner of the job takes part in. */
export interface BatchHooks {
  /** Resolves when the photo at a position may be committed. */
  readonly ready: (position: number) => Promise<void>;
  readonly committed: (photos: number) => void;
}

/** Rejects what another encoder has made, whatever line it came over. @throws `FingerprintMismatch` */
export function requireOneEncoder(finished: readonly Finished[], fingerprint: string): void {
  for (const photo of finished) {
    if (photo.kind !== 'encoded' || photo.encoded.fingerprint === fingerprint) continue;
    throw new LookalikeError(
      'FingerprintMismatch',
      `an embedding of ${photo.encoded.fingerprint} came for ${photo.path}, ${fingerprint} was expected`,
    );
  }
}

/** @param record of the job when it starts: its folder never changes. */
export function jobHost(
  host: IndexingHost,
  { folder }: JobRecord,
  source: PhotoSource,
  hooks: BatchHooks,
): JobHost {
  const { catalogue, store, products, encoder } = host;
  return {
    encodeBatch: (photos) => encoder.call((api) => api.encodeBatch(photos)),
    isSettled: () => false,
    isUnchanged: (path, hash) => {
      const ids = folder === undefined ? products.withHash(hash) : [path];
      return ids.some(
        (id) => products.get(id)?.hash === hash && host.embeddings.rows.rowOf(id) !== undefined,
      );
    },
    commit: async (job, finished) => {
      await hooks.ready(job.position + finished.length - 1);
      return host.exclusively(async () => {
        const { embeddings } = host;
        requireOneEncoder(finished, embeddings.encoder.fingerprint);
        const has = (id: string) => embeddings.rows.rowOf(id) !== undefined;
        const kept = (position: number) => source.keptKey(position);
        const change = batchChange(catalogue, products, job, finished, has, kept, Date.now());
        const changed = change.products.filter(({ id, hash }) => (products.get(id)?.hash ?? hash) !== hash);
        const plan = await embeddings.plan(change.replaced, change.added);
        await store.commit({ ...change, ...plan });
        for (const product of change.products) products.put(product);
        await embeddings.apply(plan, change.replaced, change.added);
        await host.replaced(changed.map(({ id }) => id));
        hooks.committed(finished.length);
        return change.job;
      });
    },
    save: (job) => store.commit({ job }),
    changed: host.changed,
  };
}
