/** A product as it is stored in; what the page is told of it out. */
import type { Product } from '../../contract/product';
import type { ProductRecord } from '../../store/schema';

export function facts({ id, name, hash, width, height, sizeBytes, addedAt }: ProductRecord): Product {
  return { id, name, hash, width, height, sizeBytes, addedAt };
}
