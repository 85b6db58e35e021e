/** Products added, replaced and removed in; proof that order and hashes follow, out. */
import { describe, expect, test } from 'vitest';
import { ProductList } from '../../../../src/catalogue/products/product-list';
import type { ProductRecord } from '../../../../src/store/schema';

function product(id: string, sequence: number, hash = `hash of ${id}`): ProductRecord {
  return {
    catalogue: 'c',
    id,
    name: id,
    hash,
    width: 1,
    height: 1,
    sizeBytes: 1,
    addedAt: 0,
    sequence,
  };
}

function ids(list: ProductList): string[] {
  return list.ordered().map(({ id }) => id);
}

describe('the list of products', () => {
  test('keeps the order of adding, also where they are read in another', () => {
    const list = new ProductList();
    for (const [id, sequence] of [
      ['c', 2],
      ['a', 0],
      ['b', 1],
    ] as const) {
      list.put(product(id, sequence));
    }
    expect(ids(list)).toEqual(['a', 'b', 'c']);
    expect(list.nextSequence()).toBe(3);
    list.put(product('d', 3));
    expect(ids(list)).toEqual(['a', 'b', 'c', 'd']);
  });

  test('leaves a replaced product in its place, with its new photo', () => {
    const list = new ProductList();
    for (const [i, id] of ['a', 'b', 'c'].entries()) list.put(product(id, i));
    expect(ids(list)).toEqual(['a', 'b', 'c']);
    list.put(product('b', 1, 'another hash'));
    expect(list.ordered()[1]).toMatchObject({ id: 'b', hash: 'another hash' });
    expect([list.withHash('hash of b'), list.withHash('another hash')]).toEqual([[], ['b']]);
    expect(list.size).toBe(3);
  });

  test('closes the gap of a removed product and forgets its hash', () => {
    const list = new ProductList();
    for (const [i, id] of ['a', 'b', 'c'].entries()) list.put(product(id, i));
    list.delete('b');
    list.put(product('d', 3));
    expect(ids(list)).toEqual(['a', 'c', 'd']);
    expect(list.withHash('hash of b')).toEqual([]);
  });

  test('grows its version with every change and with nothing else', () => {
    const list = new ProductList();
    list.put(product('a', 0));
    const version = list.version;
    list.ordered();
    list.delete('never there');
    expect(list.version).toBe(version);
    list.delete('a');
    expect(list.version).toBeGreaterThan(version);
  });
});
