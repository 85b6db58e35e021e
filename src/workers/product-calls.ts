/** Answers calls about the products of a worker's catalogue. */
import { transfer } from 'comlink';
import type { Catalogue } from '../catalogue/catalogue';
import type { ProductCalls } from '../contract/product';
import { throwIfAborted } from '../shared/errors';

/** @param opened resolves with the open catalogue, or rejects with why there is none. */
export function productCalls(opened: () => Promise<Catalogue>): ProductCalls {
  return {
    remove: async (ids) => (await opened()).remove(ids),
    list: async (start, count) => (await opened()).list(start, count),
    named: async (prefix, start, count) => (await opened()).named(prefix, start, count),
    thumbnail: async (id) => (await opened()).thumbnail(id),
    view: async (id) => (await opened()).view(id),
    async search(embedding, k, options) {
      const matches = await (await opened()).search(embedding, k, options?.fingerprint);
      throwIfAborted(options?.signal);
      return matches;
    },
    async lookalikes(id, k, options) {
      const matches = await (await opened()).lookalikes(id, k);
      throwIfAborted(options?.signal);
      return matches;
    },
    async embedding(id) {
      const own = await (await opened()).embedding(id);
      return transfer(own, [own.embedding.buffer]);
    },
  };
}
