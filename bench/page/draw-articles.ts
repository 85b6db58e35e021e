/** Draws photos of a seed's catalogue with the demo's code, as JPEG files. */
import { demoPhotos } from '../../src/demo/assortment';
import { photoFile } from '../../src/demo/photo-file';
import type { DrawnPhoto, DrawOptions } from '../page-calls';
import { base64Of } from './base64';
import { catalogueArticles } from './catalogue-articles';
import { catalogueFile } from './catalogue-file';

const ALL_CUTS = 6;

export async function drawArticles({ seed, isFlat, from, to }: DrawOptions): Promise<readonly DrawnPhoto[]> {
  const photos = isFlat ? catalogueArticles(seed) : demoPhotos(seed, ALL_CUTS);
  const fileOf = isFlat ? catalogueFile : photoFile;
  const drawn: DrawnPhoto[] = [];
  for (const photo of photos.slice(from, to)) {
    // two catalogues may share a SKU, but never a person or a place
    const file = await fileOf({ ...photo, id: `${seed} ${photo.id}` });
    const { category, sku } = photo.article;
    drawn.push({
      category,
      sku,
      shot: photo.shot,
      base64: base64Of(new Uint8Array(await file.arrayBuffer())),
    });
  }
  return drawn;
}
