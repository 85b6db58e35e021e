/** Answers the page's calls about the catalogue of vectors: its imports and its products. */
import type { Catalogue } from '../catalogue/catalogue';
import type { VectorCatalogue } from '../catalogue/vectors/vector-catalogue';
import type { TableApi } from '../contract/table';
import type { ProductCalls } from '../contract/product';
import type { VectorsApi } from '../contract/vectors';
import { openVectorFiles } from '../exchange/vector-files';
import { LookalikeError, throwIfAborted } from '../shared/errors';

type ImportCalls = Omit<VectorsApi, keyof ProductCalls | keyof TableApi | 'connectKnn' | 'loseKnn'>;

/** @param vectors resolves with this worker's vectors, or rejects with why they cannot be opened. */
export function importCalls(vectors: () => Promise<VectorCatalogue>): ImportCalls {
  return {
    start: async () => (await vectors()).start(),
    subscribe: async (listener) => {
      (await vectors()).subscribe(listener);
    },
    open: async () => (await vectors()).open(),
    importFiles: async (files, metric, memory) =>
      (await vectors()).import(await openVectorFiles(files), metric, memory),
    compareBy: async (metric) => (await vectors()).compareBy(metric),
    pause: async () => {
      (await vectors()).pause();
    },
    resume: async () => {
      (await vectors()).resume();
    },
    cancel: async () => (await vectors()).cancel(),
    dismissJob: async () => {
      (await vectors()).dismiss();
    },
    clear: async () => (await vectors()).clear(),
  };
}

/** Returns the open catalogue. Rejects with `ProductMissing` where no vectors are stored. */
export async function openedVectors(vectors: Promise<Pick<VectorCatalogue, 'opened'>>): Promise<Catalogue> {
  const catalogue = await (await vectors).opened();
  if (!catalogue) throw new LookalikeError('ProductMissing', 'no vectors are stored, expected some');
  return catalogue;
}

/**
 * `list` and `named` give empty lists where no vectors are stored, as the page may not know of their removal yet. Every
 * other call then rejects as `openedVectors` does.
 *
 * @param vectors resolves with this worker's vectors, or rejects with why they cannot be opened.
 */
export function vectorProductCalls(vectors: () => Promise<Pick<VectorCatalogue, 'opened'>>): ProductCalls {
  const opened = () => openedVectors(vectors());
  return {
    list: async (start, count) => (await (await vectors()).opened())?.list(start, count) ?? [],
    named: async (prefix, start, count) =>
      (await (await vectors()).opened())?.named(prefix, start, count) ?? { total: 0, products: [] },
    thumbnail: async (id) => (await opened()).thumbnail(id),
    view: async (id) => (await opened()).view(id),
    remove: async (ids) => (await opened()).remove(ids),
    async search(embedding, k, options) {
      const matches = await (await opened()).search(embedding, k);
      throwIfAborted(options?.signal);
      return matches;
    },
    async lookalikes(id, k, options) {
      const matches = await (await opened()).lookalikes(id, k);
      throwIfAborted(options?.signal);
      return matches;
    },
    embedding: async (id) => (await opened()).embedding(id),
  };
}
