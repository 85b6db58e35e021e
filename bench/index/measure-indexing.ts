/** Measures photos/s from file to stored embedding and thumbnail. */
import type { Page } from '@playwright/test';
import type { Device } from '../../src/contract/encoder';
import { deviceName, type OpenPage } from '../browser';
import { note } from '../command';
import { focusUrl } from '../focus-option';
import type { IndexedGallery, PhotosInMemory } from '../page-calls';
import { summarise } from '../statistics';
import type { SuiteOptions } from '../suite';

/** Photos indexed and removed before the first round, to create shaders, the runtime's buffers and the tables. */
const WARM_UP_PHOTOS = 32;
/** An emulated adapter takes a second or so per photo. */
const PHOTOS_ON_SOFTWARE = 32;

/** Source of the photos, the same for every device. */
export interface Source {
  readonly name: string;
  /** Paths of the server's photos, by position; undefined if the page draws photos. */
  readonly paths: readonly string[] | undefined;
}

async function load(page: Page, { paths }: Source, count: number, seed: number): Promise<PhotosInMemory> {
  return paths
    ? page.evaluate((ids) => window.lookalikeBench.fetchGallery(ids), paths.slice(0, count))
    : page.evaluate((drawn) => window.lookalikeBench.drawGallery(drawn), { count, seed });
}

async function round(page: Page, count: number): Promise<IndexedGallery> {
  const indexed = await page.evaluate((n) => window.lookalikeBench.indexGallery(n), count);
  await page.evaluate(() => window.lookalikeBench.clear());
  return indexed;
}

/** Loads the model and the photos into memory before the clock starts. */
export async function measureIndexing(
  { page, adapter }: OpenPage,
  device: Device,
  source: Source,
  options: SuiteOptions,
) {
  const facts = await page.evaluate((open) => window.lookalikeBench.open(open), {
    modelUrl: '/encoder/',
    focusUrl: focusUrl(options.focus),
    device,
  });
  const count = adapter?.software ? Math.min(options.count, PHOTOS_ON_SOFTWARE) : options.count;
  const { photos, bytes } = await load(page, source, count, options.seed);
  const on = deviceName(facts, adapter);
  note(`index on ${on}: warm-up`);
  await round(page, Math.min(photos, WARM_UP_PHOTOS));
  const seconds: number[][] = [];
  let encoded = 0;
  for (let i = 0; i < options.rounds; i += 1) {
    const indexed = await round(page, photos);
    encoded = indexed.encoded;
    seconds.push([indexed.seconds]);
    note(`index on ${on}: round ${i + 1}, ${(encoded / indexed.seconds).toFixed(1)} photos/s`);
  }
  const perSecond = summarise(seconds.map((times) => times.map((time) => encoded / time)));
  return {
    on,
    device,
    adapter,
    photos,
    encoded,
    meanBytes: Math.round(bytes / photos),
    seconds,
    perSecond,
    facts,
  };
}
