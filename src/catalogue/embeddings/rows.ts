/** Binds rows of an index to products, both ways. */

/** A row of an index is bound to a product by id, never by its position in a list. Each encoder's index has rows of its own. */
export class Rows {
  /** Undefined where the row was removed. */
  readonly #idOfRow: (string | undefined)[] = [];
  readonly #rowOfId = new Map<string, number>();

  /** Products that have a row. */
  get size(): number {
    return this.#rowOfId.size;
  }

  rowOf(id: string): number | undefined {
    return this.#rowOfId.get(id);
  }

  /** Undefined where the row was removed, or never was. */
  idAt(row: number): string | undefined {
    return this.#idOfRow[row];
  }

  /** By row; undefined where it was removed. The array stays this object's. */
  get idOfRow(): readonly (string | undefined)[] {
    return this.#idOfRow;
  }

  bind(id: string, row: number): void {
    this.#idOfRow[row] = id;
    this.#rowOfId.set(id, row);
  }

  /** The row that was the product's, if it had one. */
  unbind(id: string): number | undefined {
    const row = this.#rowOfId.get(id);
    if (row === undefined) return undefined;
    this.#idOfRow[row] = undefined;
    this.#rowOfId.delete(id);
    return row;
  }
}
