/** Stored products in; lookups by id, hash and position out. */
import type { ProductRecord } from '../../store/schema';

/** The catalogue in memory. Products keep the order of adding. */
export class ProductList {
  readonly #byId = new Map<string, ProductRecord>();
  /** Made when it is first asked for: a catalogue that is only searched never needs it. */
  #idsByHash: Map<string, Set<string>> | undefined;
  /** Kept while products are only added at the end: sorting 100,000 for every batch would hold up the answers. */
  #ordered: ProductRecord[] = [];
  #inOrder = true;
  #nextSequence = 0;
  #version = 0;

  get size(): number {
    return this.#byId.size;
  }

  /** Grows whenever a product is added, replaced or removed. */
  get version(): number {
    return this.#version;
  }

  /** A new place at the end of the order. */
  nextSequence(): number {
    return this.#nextSequence++;
  }

  get(id: string): ProductRecord | undefined {
    return this.#byId.get(id);
  }

  /** Ids of the products that have exactly this photo. */
  withHash(hash: string): readonly string[] {
    if (!this.#idsByHash) {
      this.#idsByHash = new Map();
      for (const product of this.#byId.values()) this.#addHash(product);
    }
    return [...(this.#idsByHash.get(hash) ?? [])];
  }

  /** All products in the order of adding; the list stays the owner of the array. */
  ordered(): readonly ProductRecord[] {
    if (!this.#inOrder) {
      this.#ordered = [...this.#byId.values()].sort((a, b) => a.sequence - b.sequence);
      this.#inOrder = true;
    }
    return this.#ordered;
  }

  /** Adds or replaces. */
  put(product: ProductRecord): void {
    const old = this.#byId.get(product.id);
    if (old) this.#dropHash(old);
    this.#byId.set(product.id, product);
    this.#addHash(product);
    const last = this.#ordered.at(-1)?.sequence ?? -1;
    if (this.#inOrder && !old && product.sequence > last) this.#ordered.push(product);
    else this.#inOrder = false;
    this.#nextSequence = Math.max(this.#nextSequence, product.sequence + 1);
    this.#version += 1;
  }

  delete(id: string): void {
    const old = this.#byId.get(id);
    if (!old) return;
    this.#dropHash(old);
    this.#byId.delete(id);
    this.#inOrder = false;
    this.#version += 1;
  }

  #addHash({ hash, id }: ProductRecord): void {
    const same = this.#idsByHash?.get(hash);
    if (same) same.add(id);
    else this.#idsByHash?.set(hash, new Set([id]));
  }

  #dropHash(product: ProductRecord): void {
    const same = this.#idsByHash?.get(product.hash);
    same?.delete(product.id);
    if (same?.size === 0) this.#idsByHash?.delete(product.hash);
  }
}
