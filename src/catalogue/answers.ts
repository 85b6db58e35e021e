/** An embedding or a product in; its best matches, or what is kept of its photo, out. */
import type { FocusView, Match } from '../contract';
import { LookalikeError } from '../errors';
import type { RowMatch } from '../knn/heaps';
import type { Embeddings } from './embeddings';
import { facts } from './product-facts';
import type { Store } from '../store/store';
import type { ProductList } from './product-list';

/** An embedding and, where it is known, the fingerprint of the encoder that made it. */
export interface QueryEmbedding {
  readonly embedding: Float32Array;
  readonly fingerprint?: string | undefined;
}

/** Rejects with `FingerprintMismatch` where another encoder made it, with `VectorInvalid` where it has other dims. */
export async function bestFor(
  { embedding, fingerprint }: QueryEmbedding,
  k: number,
  embeddings: Embeddings,
  products: ProductList,
): Promise<readonly Match[]> {
  const { dims, fingerprint: expected } = embeddings.encoder;
  if (fingerprint !== undefined && fingerprint !== expected) {
    throw new LookalikeError(
      'FingerprintMismatch',
      `a query of the encoder ${fingerprint} came, ${expected} was expected`,
    );
  }
  if (embedding.length !== dims) {
    throw new LookalikeError(
      'VectorInvalid',
      `a query of ${embedding.length} dims came, ${dims} were expected`,
    );
  }
  return matchesOf(await embeddings.search(embedding, k), embeddings, products);
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
  if (products.get(id) && embeddings.rows.rowOf(id) === undefined) {
    await Promise.race([embeddings.arrival(id), filled]);
  }
  const row = embeddings.rows.rowOf(id);
  if (row === undefined) {
    const known = products.get(id) !== undefined;
    throw new LookalikeError(
      known ? 'FingerprintMismatch' : 'ProductMissing',
      known ? `${id} has no embedding of the open encoder` : `no product ${id}`,
    );
  }
  return matchesOf(await embeddings.searchRow(row, k), embeddings, products);
}

function matchesOf(
  matches: readonly RowMatch[],
  { rows }: Embeddings,
  products: ProductList,
): readonly Match[] {
  return matches.flatMap(({ row, score }) => {
    const id = rows.idAt(row);
    const product = id === undefined ? undefined : products.get(id);
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
