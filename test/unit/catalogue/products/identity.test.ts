/** Paths and hashes in; proof of the ids and names of products out. */
import { describe, expect, test } from 'vitest';
import { productId, productName, type KnownPhotos } from '../../../../src/catalogue/products/identity';

function knowing(photos: Readonly<Record<string, string>>): KnownPhotos {
  return {
    hashOf: (id) => photos[id],
    withHash: (hash) => Object.keys(photos).filter((id) => photos[id] === hash),
  };
}

describe('the id of a product', () => {
  test('is its path in a folder, whatever else has those bytes', () => {
    expect(productId(knowing({ 'other/b.jpg': 'h' }), 'shop/a.jpg', 'h', 'shop')).toBe('shop/a.jpg');
  });

  test('is the name of a loose photo', () => {
    expect(productId(knowing({}), 'a.jpg', 'h', undefined)).toBe('a.jpg');
  });

  test('is that of the product with the same bytes, for a loose photo', () => {
    expect(productId(knowing({ 'shop/b.jpg': 'h' }), 'a.jpg', 'h', undefined)).toBe('shop/b.jpg');
  });

  test('gets the next free number where a loose photo’s name is taken by other bytes', () => {
    const known = knowing({ 'image.jpg': 'x', 'image (2).jpg': 'y' });
    expect(productId(known, 'image.jpg', 'z', undefined)).toBe('image (3).jpg');
    expect(productId(knowing({ README: 'x' }), 'README', 'z', undefined)).toBe('README (2)');
  });
});

test.each([
  ['shop/shirts/red.striped.jpg', 'red.striped'],
  ['a.jpg', 'a'],
  ['.hidden', '.hidden'],
  ['no-extension', 'no-extension'],
  ['<img src=x onerror=alert(1)>.jpg', '<img src=x onerror=alert(1)>'],
])('the name of %s is %s', (path, name) => {
  expect(productName(path)).toBe(name);
});
