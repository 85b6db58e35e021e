/** The demo's seed in; proof that what is sold is plentiful, told apart by id and named after what is drawn, out. */
import { describe, expect, test } from 'vitest';
import { ACCESSORIES } from '../../../src/demo/accessories';
import { demoPhotos } from '../../../src/demo/assortment';
import { CLOTHES } from '../../../src/demo/clothes';

const PHOTOS = demoPhotos();
const ARTICLES = [...new Map(PHOTOS.map(({ article }) => [article.sku, article])).values()];
const RANGES = [...CLOTHES, ...ACCESSORIES];

describe('the demo’s assortment', () => {
  test('has at least 1,000 articles, each of every category as often as another', () => {
    expect(ARTICLES.length).toBeGreaterThanOrEqual(1000);
    const sizes = RANGES.map(
      ({ category }) => ARTICLES.filter((article) => article.category === category).length,
    );
    expect(new Set(sizes).size).toBe(1);
  });

  test('gives every photo an id of its own, and is the same each time', () => {
    const ids = PHOTOS.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(demoPhotos()).toEqual(PHOTOS);
  });

  test('shows every article laid flat, and some of every kind of clothes on several people', () => {
    for (const { sku, category } of ARTICLES) {
      const shots = PHOTOS.filter(({ article }) => article.sku === sku).map(({ shot }) => shot);
      expect(shots).toContain('flat');
      if (ACCESSORIES.some((range) => range.category === category)) expect(shots).toEqual(['flat']);
    }
    for (const { category } of CLOTHES) {
      const worn = PHOTOS.filter(({ article, shot }) => article.category === category && shot !== 'flat');
      const garments = new Set(worn.map(({ article }) => article.sku));
      expect(garments.size).toBeGreaterThanOrEqual(7);
      expect(worn.length).toBeGreaterThanOrEqual(3 * garments.size);
    }
  });

  test('mixes the categories: a screen of products shows most of them', () => {
    const first = new Set(PHOTOS.slice(0, 60).map(({ article }) => article.category));
    expect(first.size).toBeGreaterThan(RANGES.length * 0.6);
  });

  test.each(RANGES)(
    'calls and prices $category as they are',
    ({ category, code, prices, materials, patterns }) => {
      const own = ARTICLES.filter((article) => article.category === category);
      for (const { name, sku, priceCents, cloth } of own) {
        expect(name.startsWith(cloth.base.name)).toBe(true);
        expect(sku).toMatch(new RegExp(`^${code}-\\d{4}-[A-Z]{3}$`));
        expect(priceCents).toBeGreaterThan(prices[0] * 100 - 100);
        expect(priceCents).toBeLessThan(prices[1] * 100);
        expect(materials).toContain(cloth.material);
        expect(patterns).toContain(cloth.pattern);
        expect(name.includes('polka-dot')).toBe(cloth.pattern === 'dots');
        expect(name.includes('tartan')).toBe(cloth.pattern === 'tartan');
      }
      expect(new Set(own.map(({ cloth }) => cloth.base.name)).size).toBeGreaterThanOrEqual(7);
    },
  );
});
