/** Finds the products whose names begin so, by name. */
import type { ProductRecord } from '../../store/schema';
import type { ProductList } from './product-list';

interface Entry {
  /** The name in lower case. */
  readonly key: string;
  readonly product: ProductRecord;
}

/** The first position in a sorted list from which on `holds` is true. */
function firstWhere(entries: readonly Entry[], from: number, holds: (entry: Entry) => boolean): number {
  let low = from;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const entry = entries[middle];
    if (entry && holds(entry)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Finds products by the beginning of their names; sorts once for each state of the list, when first asked. */
export class NameSearch {
  readonly #products: ProductList;
  #entries: readonly Entry[] = [];
  #version = -1;

  constructor(products: ProductList) {
    this.#products = products;
  }

  /** In the order of their characters' codes, in any case of letters: a name that is the prefix itself comes first. */
  startingWith(prefix: string): readonly ProductRecord[] {
    const key = prefix.toLowerCase();
    const entries = this.#sorted();
    const first = firstWhere(entries, 0, (entry) => entry.key >= key);
    const end = firstWhere(entries, first, (entry) => !entry.key.startsWith(key));
    return entries.slice(first, end).map(({ product }) => product);
  }

  #sorted(): readonly Entry[] {
    if (this.#version !== this.#products.version) {
      this.#version = this.#products.version;
      this.#entries = this.#products
        .ordered()
        .map((product) => ({ key: product.name.toLowerCase(), product }))
        .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
    }
    return this.#entries;
  }
}
