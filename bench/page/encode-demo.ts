/** Draws, encodes and packs the demo's photos, and measures the demo's quality. */
import { demoPhotos } from '../../src/demo/assortment';
import { packEmbeddings, type ShippedRow } from '../../src/demo/embeddings-file';
import { photoFile } from '../../src/demo/photo-file';
import { DemoCatalogue } from '../../src/demo/demo-catalogue';
import type { EncodedDemo } from '../page-calls';
import { base64Of } from './base64';
import type { OpenedApp } from './opened-app';

const REPORT_EVERY = 200;

/** Encodes one photo after the other, as queries are: without helpers nothing depends on how many cores there are. */
export async function encodeDemo(app: OpenedApp): Promise<EncodedDemo> {
  const from = performance.now();
  const rows: ShippedRow[] = [];
  const photos = demoPhotos();
  for (const photo of photos) {
    const { embedding, view } = await app.encode(await photoFile(photo));
    rows.push({ id: photo.id, embedding, view });
    if (rows.length % REPORT_EVERY === 0) console.info(`${rows.length} of ${photos.length} photos`);
  }
  const seconds = (performance.now() - from) / 1000;
  const { facts } = app;
  const file = new Uint8Array(
    await packEmbeddings({ fingerprint: facts.fingerprint, dims: facts.dims, rows }),
  );
  const demo = new DemoCatalogue();
  // judged after packing, so that its rounding is included
  await demo.open(facts, file, () => Promise.reject(new Error('the file that was just packed does not fit')));
  return { base64: base64Of(file), photos: photos.length, seconds, quality: await demo.quality() };
}
