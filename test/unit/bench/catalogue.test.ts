/** Proves that the catalogue's photos are of a shop of its own, and are drawn only where they are not there yet. */
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { cataloguePhotos } from '../../../bench/comparison/catalogue-folder';
import { catalogueArticles } from '../../../bench/page/catalogue-articles';
import { ACCESSORIES } from '../../../src/demo/accessories';
import { demoPhotos } from '../../../src/demo/assortment';
import { CLOTHES } from '../../../src/demo/clothes';

const PHOTOS = catalogueArticles('shop');
let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bench-catalogue-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

test('a shop has about a thousand articles of every category, each in one photo, laid flat', () => {
  expect(PHOTOS.length).toBeGreaterThan(900);
  expect(PHOTOS.length).toBeLessThan(1100);
  expect(new Set(PHOTOS.map(({ id }) => id)).size).toBe(PHOTOS.length);
  expect(new Set(PHOTOS.map(({ article }) => article.sku)).size).toBe(PHOTOS.length);
  expect(new Set(PHOTOS.map(({ shot }) => shot))).toEqual(new Set(['flat']));
  for (const { category } of [...CLOTHES, ...ACCESSORIES]) {
    expect(PHOTOS.filter(({ article }) => article.category === category).length).toBeGreaterThan(40);
  }
});

test('no two articles are of one line: cloth alone finds no kind', () => {
  const lines = PHOTOS.map(({ article: { sku, category, cloth } }) => {
    const catalogue = sku.slice(sku.lastIndexOf('-'));
    return `${catalogue} ${category} ${cloth.base.name}`;
  });
  expect(new Set(lines).size).toBe(PHOTOS.length);
});

test('a shop is the same each time, another seed another one, and none the demo', () => {
  expect(catalogueArticles('shop')).toEqual(PHOTOS);
  const cloths = new Set(PHOTOS.map(({ article }) => article.cloth.seed));
  for (const others of [catalogueArticles('other'), demoPhotos()]) {
    expect(others.some(({ article }) => cloths.has(article.cloth.seed))).toBe(false);
  }
});

test('what was drawn before is listed by its categories, without a page', async () => {
  mkdirSync(join(folder, 'Caps'));
  writeFileSync(join(folder, 'Caps', 'CAP-1__flat.jpg'), '');
  const photos = await cataloguePhotos(folder, () => Promise.reject(new Error('built')));
  expect(photos.map(({ className, path }) => [className, path])).toEqual([['Caps', 'Caps/CAP-1__flat.jpg']]);
});

test('a page is built to draw what is not there; of a failure nothing is left', async () => {
  const missing = join(folder, 'deep', 'catalogue');
  await expect(cataloguePhotos(missing, () => Promise.reject(new Error('built')))).rejects.toThrow('built');
  expect(readdirSync(folder)).toEqual([]);
});
