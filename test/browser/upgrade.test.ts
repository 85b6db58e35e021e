/** A database as an earlier version left it in; the same catalogue in the newest version out. */
import { expect, test } from 'vitest';
import { openDatabase } from '../../src/store/database';
import { Store } from '../../src/store/store';

const COUNT = 600;

/** Version 1, with the products of two catalogues, each in a record of its own. */
async function version1(name: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const request = indexedDB.open(name, 1);
    request.onupgradeneeded = () => {
      const db = request.result;
      const products = db.createObjectStore('products', { keyPath: ['catalogue', 'id'] });
      db.createObjectStore('blocks', { keyPath: ['catalogue', 'fingerprint', 'block'] });
      db.createObjectStore('thumbnails', { keyPath: ['catalogue', 'id'] });
      db.createObjectStore('originals', { keyPath: ['catalogue', 'job', 'position'] });
      db.createObjectStore('folders', { keyPath: ['catalogue', 'folder'] });
      db.createObjectStore('jobs', { keyPath: 'catalogue' });
      db.createObjectStore('jobLists', { keyPath: 'catalogue' });
      db.createObjectStore('skipped', { keyPath: ['catalogue', 'position'] });
      for (let i = 0; i < COUNT; i += 1) {
        // ids in the reverse of the order of adding
        const id = `shop/${String(COUNT - i).padStart(4, '0')}.jpg`;
        const facts = { hash: String(i), width: 3, height: 4, sizeBytes: 5, addedAt: 6 };
        products.put({ catalogue: 'default', id, name: id, sequence: i, ...facts });
      }
      products.put({ catalogue: 'other', id: 'a.jpg', name: 'a', sequence: 0, hash: '0', width: 1 });
    };
    request.onsuccess = () => {
      request.result.close();
      resolve();
    };
    request.onerror = () => {
      reject(new Error('version 1 could not be made', { cause: request.error }));
    };
  });
}

test('a catalogue of version 1 keeps its products, in the order of adding', async () => {
  const name = `test-${crypto.randomUUID()}`;
  await version1(name);
  const db = await openDatabase(name);
  expect([...db.objectStoreNames]).not.toContain('products');
  expect(await db.count('tables')).toBe(0);
  expect(await db.count('passports')).toBe(0);
  const { products } = await new Store(db, 'default').load();
  expect(products.map(({ sequence }) => sequence)).toEqual(Array.from({ length: COUNT }, (_, i) => i));
  expect(products[0]).toMatchObject({ id: 'shop/0600.jpg', hash: '0', width: 3, height: 4, sizeBytes: 5 });
  expect((await new Store(db, 'other').load()).products.map(({ id }) => id)).toEqual(['a.jpg']);
  db.close();
  indexedDB.deleteDatabase(name);
});
