/** Takes what the page is told of a product from its record. */
import type { Product } from '../../contract/product';
import type { ProductRecord } from '../../store/schema';

export function toProduct({ id, name, hash, width, height, sizeBytes, addedAt }: ProductRecord): Product {
  return { id, name, hash, width, height, sizeBytes, addedAt };
}
