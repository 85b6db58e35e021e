/** Products to add or to remove in; the same change on disk, then in the index, then in the list, out. */
import type { ProductRecord } from '../../store/schema';
import type { Store } from '../../store/store';
import type { Row } from './block-book';
import type { Embeddings } from './embeddings';
import type { ProductList } from '../products/product-list';

/** Unknown ids are passed over. Returns the ids of those that were removed. */
export async function removeProducts(
  store: Store,
  list: ProductList,
  embeddings: Embeddings,
  ids: readonly string[],
): Promise<readonly string[]> {
  const products = ids.flatMap((id) => list.get(id) ?? []);
  const gone = products.map(({ id }) => id);
  const plan = await embeddings.plan(gone, []);
  await store.commit({
    ...plan,
    removedProducts: products,
    removedOriginals: products.flatMap(({ original }) => (original ? [original] : [])),
  });
  await embeddings.apply(plan, gone, []);
  for (const id of gone) list.delete(id);
  return gone;
}

/** Products that are new, and their embeddings. */
export interface AddedProducts {
  readonly products: readonly ProductRecord[];
  readonly added: readonly Row[];
}

export async function addProducts(
  store: Store,
  list: ProductList,
  embeddings: Embeddings,
  { products, added }: AddedProducts,
): Promise<void> {
  const plan = await embeddings.plan([], added);
  await store.commit({ ...plan, products });
  for (const product of products) list.put(product);
  await embeddings.apply(plan, [], added);
}
