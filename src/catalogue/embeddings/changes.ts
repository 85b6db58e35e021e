/** Adds and removes products: on disk first, then in the index, then in the list. */
import type { ProductRecord } from '../../store/schema';
import type { CatalogueContext } from '../catalogue-context';
import type { Row } from './block-book';
import type { Embeddings } from './embeddings';

/**
 * Unknown ids are passed over. To be called within `writes`.
 *
 * @returns the ids of those that were removed.
 */
export async function removeProducts(
  { store, products, productsReplaced }: CatalogueContext,
  embeddings: Embeddings,
  ids: readonly string[],
): Promise<readonly string[]> {
  const removed = ids.flatMap((id) => products.get(id) ?? []);
  const gone = removed.map(({ id }) => id);
  const plan = await embeddings.plan(gone, []);
  await store.commit({
    ...plan,
    removedProducts: removed,
    removedOriginals: removed.flatMap(({ original }) => (original ? [original] : [])),
  });
  await embeddings.apply(plan, gone, []);
  for (const id of gone) products.delete(id);
  await productsReplaced.emit({ ids: gone, by: embeddings.encoder.fingerprint });
  return gone;
}

/** Products that are new, and their embeddings. */
export interface AddedProducts {
  readonly products: readonly ProductRecord[];
  readonly added: readonly Row[];
}

/** To be called within `writes`. */
export async function addProducts(
  context: CatalogueContext,
  embeddings: Embeddings,
  { products, added }: AddedProducts,
): Promise<void> {
  const plan = await embeddings.plan([], added);
  await context.store.commit({ ...plan, products });
  for (const product of products) context.products.put(product);
  await embeddings.apply(plan, [], added);
}
