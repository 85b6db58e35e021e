/** Lists a drawn shop's articles, one per cloth, so that colours alone find no other. */
import type { DemoPhoto } from '../../src/demo/article';
import { demoPhotos } from '../../src/demo/assortment';

/** Catalogues of the demo's kind that the shop is made from: each has eight cloths a category. */
const CATALOGUES = 6;

/** Laid flat; ids, and SKUs, are unique in the shop. */
export function catalogueArticles(seed: string): readonly DemoPhoto[] {
  return Array.from({ length: CATALOGUES }, (_, i) => i + 1).flatMap((n) => {
    const seen = new Set<string>();
    return demoPhotos(`${seed} ${n}`).flatMap((photo): DemoPhoto[] => {
      const { article, id, shot } = photo;
      // a catalogue deals a dye to one cloth of a category
      const cloth = `${article.category} ${article.cloth.base.name}`;
      if (shot !== 'flat' || seen.has(cloth)) return [];
      seen.add(cloth);
      return [{ shot, id: `${n} ${id}`, article: { ...article, sku: `${article.sku}-${n}` } }];
    });
  });
}
