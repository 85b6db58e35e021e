/** Groups products into the blocks that they are stored in. */
import type { ProductBlockRecord, ProductRecord } from './schema';

/** Some 60 kB: a batch rewrites one or two of them. */
export const PRODUCTS_A_BLOCK = 256;

/** The fields that say where a product is stored. */
export type ProductPlace = Pick<ProductRecord, 'id' | 'sequence'>;

/** The blocks' store within a transaction. */
interface BlockStore {
  get(key: [string, number]): Promise<ProductBlockRecord | undefined>;
  put(block: ProductBlockRecord): Promise<unknown>;
  delete(key: [string, number]): Promise<unknown>;
}

function blockOf({ sequence }: ProductPlace): number {
  return Math.floor(sequence / PRODUCTS_A_BLOCK);
}

/** Makes the blocks for products of one catalogue, none of which is stored yet. */
export function asBlocks(products: readonly ProductRecord[]): readonly ProductBlockRecord[] {
  const blocks = new Map<number, ProductRecord[]>();
  for (const product of products) {
    const there = blocks.get(blockOf(product));
    if (there) there.push(product);
    else blocks.set(blockOf(product), [product]);
  }
  return [...blocks].map(([block, own]) => ({
    catalogue: own[0]?.catalogue ?? '',
    block,
    products: own.sort((a, b) => a.sequence - b.sequence),
  }));
}

/** Reads the blocks that a change touches and writes them anew. A product that is both removed and put stays. */
export async function changeProducts(
  store: BlockStore,
  catalogue: string,
  put: readonly ProductRecord[],
  removed: readonly ProductPlace[],
): Promise<void> {
  const touched = new Set([...put, ...removed].map(blockOf));
  await Promise.all(
    [...touched].map(async (block) => {
      const before = await store.get([catalogue, block]);
      const byId = new Map((before?.products ?? []).map((product) => [product.id, product]));
      for (const { id } of removed) byId.delete(id);
      for (const product of put) if (blockOf(product) === block) byId.set(product.id, product);
      const products = [...byId.values()].sort((a, b) => a.sequence - b.sequence);
      if (products.length === 0) await store.delete([catalogue, block]);
      else await store.put({ catalogue, block, products });
    }),
  );
}
