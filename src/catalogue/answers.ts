/** An embedding or a product in; its best matches, or what is kept of its photo, out. */
import type { FocusView, Match } from '../contract';
import { LookalikeError } from '../errors';
import type { RowMatch } from '../knn/heaps';
import type { Embeddings } from './embeddings';
import { facts } from './product-facts';
import type { Store } from '../store/store';
import type { ProductList } from './product-list';

/** Rejects with `VectorInvalid` where the embedding is not `dims` long. */
export async function bestFor(
  embedding: Float32Array,
  k: number,
  dims: number,
  embeddings: Embeddings,
  products: ProductList,
): Promise<readonly Match[]> {
  if (embedding.length !== dims) {
    throw new LookalikeError(
      'VectorInvalid',
      `a query of ${embedding.length} dims came, ${dims} were expected`,
    );
  }
  return matchesOf(await embeddings.search(embedding, k), products);
}

/**
 * Rejects with `ProductMissing` or `FingerprintMismatch` where the product has no row.
 *
 * @param filled resolves when all rows are in: a product that is about to come in is waited for.
 */
export async function lookalikesOf(
  id: string,
  k: number,
  embeddings: Embeddings,
  products: ProductList,
  filled: Promise<void>,
): Promise<readonly Match[]> {
  if (products.get(id) && products.rowOf(id) === undefined) {
    await Promise.race([embeddings.arrival(id), filled]);
  }
  const row = products.rowOf(id);
  if (row === undefined) {
    const known = products.get(id) !== undefined;
    throw new LookalikeError(
      known ? 'FingerprintMismatch' : 'ProductMissing',
      known ? `${id} has no embedding of the open encoder` : `no product ${id}`,
    );
  }
  return matchesOf(await embeddings.searchRow(row, k), products);
}

function matchesOf(rows: readonly RowMatch[], products: ProductList): readonly Match[] {
  return rows.flatMap(({ row, score }) => {
    const product = products.atRow(row);
    // a product removed while the search ran has no row any more
    return product ? [{ product: facts(product), score }] : [];
  });
}

/** Rejects with `ProductMissing`. */
export async function thumbnailOf(store: Store, id: string): Promise<Blob> {
  const jpeg = await store.thumbnail(id);
  if (!jpeg) throw new LookalikeError('ProductMissing', `no thumbnail of ${id}`);
  return jpeg;
}

/** Rejects with `ProductMissing`. */
export async function viewOf(store: Store, id: string): Promise<FocusView> {
  const view = await store.view(id);
  if (!view) throw new LookalikeError('ProductMissing', `no product ${id}`);
  return view;
}
