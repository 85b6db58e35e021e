/** Works out which whole blocks to write for embeddings that are added and products that are removed. */
import type { Store } from '../../store/store';
import type { BlockRecord } from '../../store/schema';

/** 256 rows of 256 dims are 256 kB: the last block is written anew with every batch until it is full. */
export const BLOCK_ROWS = 256;

/** An embedding and the photo that it came from. */
export interface Row {
  readonly id: string;
  readonly hash: string;
  /** dims float32; copied. */
  readonly embedding: Float32Array;
}

/** Blocks to write and to delete; `done` is called once they are on disk. */
export interface BlockPlan {
  readonly blocks: readonly BlockRecord[];
  readonly removedBlocks: readonly { readonly fingerprint: string; readonly block: number }[];
  done(): void;
}

/** Knows which block holds which product of one encoder, and fills the last block before it begins another. */
export class BlockBook {
  readonly #store: Store;
  readonly #catalogue: string;
  readonly #fingerprint: string;
  readonly #dims: number;
  readonly #blockOf = new Map<string, number>();
  #last = 0;
  /** The last block, unless it is to be read first. */
  #tail: BlockRecord | undefined;

  constructor(store: Store, catalogue: string, fingerprint: string, dims: number) {
    this.#store = store;
    this.#catalogue = catalogue;
    this.#fingerprint = fingerprint;
    this.#dims = dims;
  }

  /** Takes note of a stored block; blocks come in their order. Its vectors are not kept: they may go to the index. */
  read({ ids, block }: Pick<BlockRecord, 'ids' | 'block'>): void {
    for (const id of ids) this.#blockOf.set(id, block);
    this.#last = block;
  }

  /** The block that a product was read from or written to last. */
  blockOf(id: string): number | undefined {
    return this.#blockOf.get(id);
  }

  /** What to write so that `removed` are gone and `added` are there. Plans must be carried out one after the other. */
  async plan(removed: readonly string[], added: readonly Row[]): Promise<BlockPlan> {
    const touched = new Map<number, Row[]>();
    const gone = new Set(removed.filter((id) => this.#blockOf.has(id)));
    for (const id of gone) {
      const block = this.#blockOf.get(id);
      if (block === undefined || touched.has(block)) continue;
      const rows = await this.#stored(block);
      touched.set(
        block,
        rows.filter((row) => !gone.has(row.id)),
      );
    }
    let last = this.#last;
    let rows = touched.get(last) ?? (await this.#stored(last));
    const home = new Map<string, number>();
    for (const row of added) {
      if (rows.length >= BLOCK_ROWS) {
        last += 1;
        rows = [];
      }
      rows.push(row);
      touched.set(last, rows);
      home.set(row.id, last);
    }
    const blocks: BlockRecord[] = [];
    const removedBlocks: { fingerprint: string; block: number }[] = [];
    for (const [block, kept] of touched) {
      if (kept.length === 0) removedBlocks.push({ fingerprint: this.#fingerprint, block });
      else blocks.push(this.#record(block, kept));
    }
    return {
      blocks,
      removedBlocks,
      done: () => {
        for (const id of gone) this.#blockOf.delete(id);
        for (const [id, block] of home) this.#blockOf.set(id, block);
        this.#last = last;
        this.#tail = blocks.find((record) => record.block === last) ?? this.#record(last, rows);
      },
    };
  }

  /** A block's rows; of one that is not there, none. */
  async #stored(block: number): Promise<Row[]> {
    const record =
      block === this.#tail?.block ? this.#tail : await this.#store.block(this.#fingerprint, block);
    return record ? this.#rows(record) : [];
  }

  #rows(record: BlockRecord): Row[] {
    return record.ids.map((id, i) => ({
      id,
      hash: record.hashes[i] ?? '',
      embedding: record.vectors.subarray(i * this.#dims, (i + 1) * this.#dims),
    }));
  }

  #record(block: number, rows: readonly Row[]): BlockRecord {
    const vectors = new Float32Array(rows.length * this.#dims);
    rows.forEach((row, i) => {
      vectors.set(row.embedding, i * this.#dims);
    });
    return {
      catalogue: this.#catalogue,
      fingerprint: this.#fingerprint,
      block,
      dims: this.#dims,
      ids: rows.map((row) => row.id),
      hashes: rows.map((row) => row.hash),
      vectors,
    };
  }
}
