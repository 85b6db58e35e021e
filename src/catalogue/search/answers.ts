/** Finds the best matches of an embedding or a product, and what is stored of its photo. */
import type { FocusView } from '../../contract/photo';
import type { Match, ProductEmbedding } from '../../contract/product';
import { LookalikeError } from '../../shared/errors';
import type { RowMatch } from '../../knn/heaps';
import type { Embeddings } from '../embeddings/embeddings';
import { toProduct } from '../products/to-product';
import type { Store } from '../../store/store';
import type { ProductList } from '../products/product-list';

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

/** An encoder's embeddings, and when all of them are in. */
export interface Filling {
  readonly embeddings: Embeddings;
  /** Resolves when no more rows come. */
  readonly filled: Promise<void>;
}

/** Whether a product is there whose row may still come. */
function isComing(id: string, { rows, isWhole }: Embeddings, products: ProductList): boolean {
  return !isWhole && products.get(id) !== undefined && rows.rowOf(id) === undefined;
}

/** @throws `ProductMissing`, `FingerprintMismatch`. */
function rowOf(id: string, { rows }: Embeddings, products: ProductList): number {
  const row = rows.rowOf(id);
  if (row !== undefined) return row;
  const known = products.get(id) !== undefined;
  throw new LookalikeError(
    known ? 'FingerprintMismatch' : 'ProductMissing',
    known ? `${id} has no embedding of the open encoder` : `no product ${id}`,
  );
}

/**
 * A product that is about to come in is searched with by what is on disk of it, among those that are in.
 *
 * Rejects with `ProductMissing` or `FingerprintMismatch` where the product has no embedding of this encoder.
 */
export async function lookalikesOf(
  id: string,
  k: number,
  { embeddings, filled }: Filling,
  products: ProductList,
): Promise<readonly Match[]> {
  if (isComing(id, embeddings, products)) {
    const embedding = await embeddings.stored(id);
    const sooner = embedding ? embeddings.begun : embeddings.arrival(id);
    const isIn = await Promise.race([sooner.then(() => true), filled.then(() => false)]);
    if (embedding && isIn && isComing(id, embeddings, products)) {
      const matches = matchesOf(await embeddings.search(embedding, k + 1), embeddings, products);
      // its row may have come in meanwhile
      return matches.filter(({ product }) => product.id !== id).slice(0, k);
    }
  }
  const row = rowOf(id, embeddings, products);
  return matchesOf(await embeddings.searchRow(row, k), embeddings, products);
}

/** What the encoder made of a product, on disk or in the index. Rejects as `lookalikesOf`. */
export async function embeddingOf(
  id: string,
  { embeddings, filled }: Filling,
  products: ProductList,
): Promise<ProductEmbedding> {
  const { fingerprint } = embeddings.encoder;
  if (isComing(id, embeddings, products)) {
    const embedding = await embeddings.stored(id);
    if (embedding) return { embedding, fingerprint };
    await Promise.race([embeddings.arrival(id), filled]);
  }
  return { embedding: await embeddings.vector(rowOf(id, embeddings, products)), fingerprint };
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
    return product ? [{ product: toProduct(product), score }] : [];
  });
}

/** Rejects with `ProductMissing`. */
export async function thumbnailOf(store: Store, id: string): Promise<Blob> {
  const jpeg = await store.thumbnail(id);
  if (!jpeg) throw new LookalikeError('ProductMissing', `no thumbnail of ${id}`);
  return jpeg;
}

/** Rejects with `ProductMissing`. */
export async function viewOf(store: Store, id: string, fingerprint: string): Promise<FocusView> {
  const view = await store.view(id, fingerprint);
  if (!view) throw new LookalikeError('ProductMissing', `no product ${id}`);
  return view;
}
