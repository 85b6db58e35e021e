/** Sorts products by whether their photos can be read now or their folder must be given again. */
import { mayRead } from './photo-source';
import type { ProductList } from '../products/product-list';

/** By path, each list in the order that came. */
export interface Reach {
  readonly reachable: readonly string[];
  readonly missing: readonly string[];
}

/**
 * A photo can be read from its bytes in the store, from its folder's handle, or because it was given just now. A product
 * that is no more in the catalogue counts as one that can: its photo is not needed.
 *
 * @param folders handles by the name of their folder.
 * @param given photos by path.
 */
export async function sortByReach(
  paths: readonly string[],
  products: ProductList,
  folders: ReadonlyMap<string, FileSystemDirectoryHandle>,
  given: ReadonlyMap<string, File>,
): Promise<Reach> {
  const readable = new Set<string>();
  for (const [folder, handle] of folders) {
    // a handle that the browser does not know any more is one that must be given again
    if (await mayRead(handle).catch(() => false)) readable.add(folder);
  }
  const canRead = (path: string) => {
    const product = products.get(path);
    if (!product || product.original !== undefined || given.has(path)) return true;
    return product.folder !== undefined && readable.has(product.folder);
  };
  const reachable: string[] = [];
  const missing: string[] = [];
  for (const path of paths) (canRead(path) ? reachable : missing).push(path);
  return { reachable, missing };
}
