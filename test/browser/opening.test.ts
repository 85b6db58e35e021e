/** A stored catalogue whose embeddings come in slowly in; proof of what is answered meanwhile, out. */
import { afterEach, describe, expect, test } from 'vitest';
import { Catalogue } from '../../src/catalogue/catalogue';
import type { KnnCalls } from '../../src/catalogue/embeddings/embeddings';
import type { CatalogueState } from '../../src/contract/catalogue';
import { IndexPool } from '../../src/knn/index-pool';
import { LocalPart } from '../../src/knn/local-part';
import { openDatabase } from '../../src/store/database';
import { Store } from '../../src/store/store';
import { TableStore } from '../../src/store/table-store';
import {
  CountingEncoder,
  DIMS,
  countProducts,
  folder,
  numbered,
  openTab,
  until,
  vectorOf,
} from './catalogue-fixture';

const COUNT = 700;
const BLOCK_ROWS = 256;
const database = `test-${crypto.randomUUID()}`;

/** A pool whose appends wait for their turn; a turn may fail. */
class SlowPool {
  readonly #pool = new IndexPool([new LocalPart(), new LocalPart()], 64);
  readonly #turns: ((failure?: Error) => void)[] = [];

  readonly calls: KnnCalls = {
    reset: (dims) => this.#pool.reset(dims),
    append: async (vectors) => {
      await new Promise<void>((resolve, reject) => {
        this.#turns.push((failure) => {
          if (failure) reject(failure);
          else resolve();
        });
      });
      return this.#pool.append(vectors);
    },
    remove: (rows) => this.#pool.remove(rows),
    search: (query, k) => this.#pool.search(query, k),
    searchRow: (row, k) => this.#pool.searchRow(row, k),
    vector: (row) => this.#pool.vector(row),
    lookalikes: (k, options) => this.#pool.lookalikes(k, options),
    rows: 0,
  };

  async letOneIn(failure?: Error): Promise<void> {
    for (;;) {
      const turn = this.#turns.shift();
      if (turn) {
        turn(failure);
        return;
      }
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }
}

async function stored(): Promise<void> {
  const tab = await openTab(database);
  await until(tab, 'done', () => tab.catalogue.add(folder('shop', numbered(COUNT))));
  tab.db.close();
}

async function reopened(pool: SlowPool) {
  const db = await openDatabase(database);
  const catalogue = new Catalogue(new Store(db, 'default'), new TableStore(db, 'default'), 'default');
  await catalogue.connectEncoder(new CountingEncoder());
  catalogue.connectKnn(() => pool.calls);
  const states: CatalogueState[] = [];
  catalogue.subscribe((state) => states.push(state));
  const first = await catalogue.open({ name: 'counting', fingerprint: 'encoder-a', dims: DIMS });
  return { db, catalogue, states, first };
}

async function untilFilling(states: readonly CatalogueState[], rows: number | undefined): Promise<void> {
  while (states.length === 0 || states.at(-1)?.filling !== rows) {
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

afterEach(() => {
  indexedDB.deleteDatabase(database);
});

describe('a catalogue that is being opened', () => {
  test('answers from the embeddings that are in, says how many these are, and completes by itself', async () => {
    await stored();
    const pool = new SlowPool();
    const { db, catalogue, states, first } = await reopened(pool);
    expect(first).toMatchObject({ products: COUNT, filling: 0, stale: 0 });

    await pool.letOneIn();
    await untilFilling(states, BLOCK_ROWS);
    const last = vectorOf(`photo number ${COUNT - 1}`);
    const partial = await catalogue.search(last, COUNT);
    expect(partial).toHaveLength(BLOCK_ROWS);
    expect(partial.map(({ product }) => product.name)).not.toContain(String(COUNT - 1).padStart(4, '0'));
    expect(await catalogue.lookalikes('shop/0003.jpg', 5)).toHaveLength(5);

    await pool.letOneIn();
    await pool.letOneIn();
    await catalogue.filled();
    await untilFilling(states, undefined);
    const whole = await catalogue.search(last, COUNT);
    expect(whole).toHaveLength(COUNT);
    expect(whole[0]?.product.name).toBe(String(COUNT - 1).padStart(4, '0'));
    expect(states.at(-1)?.stale).toBe(0);
    db.close();
  });

  test('answers for a product that is still to come from what is in, as for its embedding, and never with itself', async () => {
    await stored();
    const pool = new SlowPool();
    const { db, catalogue } = await reopened(pool);
    const id = `shop/0${COUNT - 1}.jpg`;
    const asked = catalogue.lookalikes(id, 5);
    await pool.letOneIn();
    const partial = await asked;
    // nor does its embedding have to wait
    expect(await catalogue.embedding(id)).toEqual({
      embedding: vectorOf(`photo number ${COUNT - 1}`),
      fingerprint: 'encoder-a',
    });
    expect(partial).toEqual(await catalogue.search(vectorOf(`photo number ${COUNT - 1}`), 5));
    for (let block = 1; block < 3; block += 1) await pool.letOneIn();
    await catalogue.filled();
    const whole = await catalogue.lookalikes(id, COUNT);
    expect(whole).toHaveLength(COUNT - 1);
    expect(whole.map(({ product }) => product.id)).not.toContain(id);
    db.close();
  });

  test('waits for a product that is not on disk where the order of adding has it', async () => {
    await stored();
    const moved = await openTab(database);
    await until(moved, 'done', () => moved.catalogue.add(folder('shop', { '0003.jpg': 'another photo' })));
    moved.db.close();
    const pool = new SlowPool();
    const { db, catalogue } = await reopened(pool);
    const asked = catalogue.lookalikes('shop/0003.jpg', 5);
    for (let block = 0; block < 3; block += 1) await pool.letOneIn();
    expect(await asked).toEqual(
      (await catalogue.search(vectorOf('another photo'), 6)).filter(
        ({ product }) => product.id !== 'shop/0003.jpg',
      ),
    );
    db.close();
  });

  test('removes a product only when all of it is in, so that no removed product comes back', async () => {
    await stored();
    const pool = new SlowPool();
    const { db, catalogue } = await reopened(pool);
    const removed = catalogue.remove(['shop/0600.jpg']);
    for (let block = 0; block < 3; block += 1) await pool.letOneIn();
    expect(await removed).toBe(1);
    const found = await catalogue.search(vectorOf('photo number 600'), COUNT);
    expect(found).toHaveLength(COUNT - 1);
    db.close();
  });

  test('tells of a kNN worker that fails meanwhile, and changes nothing on the disk', async () => {
    await stored();
    const pool = new SlowPool();
    const { db, catalogue } = await reopened(pool);
    await pool.letOneIn();
    await pool.letOneIn(new Error('no memory for a shard'));
    await pool.letOneIn();
    await expect(catalogue.filled()).rejects.toThrow('no memory for a shard');
    await expect(catalogue.remove(['shop/0001.jpg'])).rejects.toThrow('no memory for a shard');
    expect(await countProducts(db)).toBe(COUNT);
    db.close();
  });
});
