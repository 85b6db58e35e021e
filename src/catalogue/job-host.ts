/** The catalogue's parts in; what one job needs of them (encode, judge, commit) out. */
import type { JobRecord } from '../store/schema';
import type { Store } from '../store/store';
import { batchChange } from './batch';
import type { Embeddings } from './embeddings';
import type { JobHost } from './job';
import type { Line } from './line';
import type { PhotoEncoder } from './photo-encoder';
import type { PhotoSource } from './photo-source';
import type { ProductList } from './product-list';

/** What the jobs share with the rest of the catalogue. */
export interface IndexingHost {
  readonly catalogue: string;
  readonly store: Store;
  readonly products: ProductList;
  readonly embeddings: Embeddings;
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

/** @param record of the job when it starts: its kind and folder never change. */
export function jobHost(
  host: IndexingHost,
  { kind, folder }: JobRecord,
  source: PhotoSource,
  hooks: BatchHooks,
): JobHost {
  const { catalogue, store, products, embeddings, encoder } = host;
  return {
    encodeBatch: (photos) => encoder.call((api) => api.encodeBatch(photos)),
    isUnchanged: (path, hash) => {
      const ids = kind === 'add' && folder === undefined ? products.withHash(hash) : [path];
      return ids.some((id) => products.get(id)?.hash === hash && products.rowOf(id) !== undefined);
    },
    commit: async (job, finished) => {
      await hooks.ready(job.position + finished.length - 1);
      return host.exclusively(async () => {
        const kept = (position: number) => source.keptKey(position);
        const change = batchChange(catalogue, products, job, finished, kept, Date.now());
        const plan = await embeddings.plan(change.replaced, change.added);
        await store.commit({ ...change, ...plan });
        for (const product of change.products) products.put(product);
        await embeddings.apply(plan, change.replaced, change.added);
        hooks.committed(finished.length);
        return change.job;
      });
    },
    save: (job) => store.commit({ job }),
    changed: host.changed,
  };
}
