/** Photos, drawn or of a folder, in; photos/s from file to stored embedding and thumbnail, device by device, out. */
import { basename, resolve } from 'node:path';
import type { Page } from '@playwright/test';
import type { Device } from '../../src/contract';
import { deviceName, withPage, type OpenPage } from '../browser';
import { note } from '../command';
import { focusUrl } from '../focus-option';
import { buildPage } from '../page-build';
import type { IndexedGallery, PhotosInMemory } from '../page-calls';
import { evenly, listPhotos } from '../photo-folder';
import { startServer } from '../server';
import { summarise } from '../statistics';
import type { SuiteOptions, SuiteResult } from '../suite';

/** Indexed and thrown away before the first round: shaders, the runtime's buffers and the store's tables are there then. */
const WARM_UP_PHOTOS = 32;
/** An emulated adapter takes a second or so per photo. */
const PHOTOS_ON_SOFTWARE = 32;

/** What the devices have in common. */
interface Source {
  readonly name: string;
  /** Positions and paths of the server's photos; absent where the page draws. */
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

async function measure({ page, adapter }: OpenPage, device: Device, source: Source, options: SuiteOptions) {
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

/** The model is loaded and the photos lie in memory before the clock starts. */
export async function indexSuite(options: SuiteOptions): Promise<SuiteResult> {
  const listed =
    options.photos === undefined
      ? undefined
      : evenly(await listPhotos('photos', options.photos), options.count);
  const source: Source = {
    name: options.photos === undefined ? 'drawn, 400 x 533 JPEG' : basename(resolve(options.photos)),
    paths: listed?.map(({ path }) => `photos/${path}`),
  };
  const server = await startServer({
    page: await buildPage(),
    encoder: options.encoder,
    photos: { gallery: listed?.map(({ file }) => file) ?? [] },
  });
  try {
    const measured = [];
    for (const device of options.devices) {
      measured.push(await withPage(server, device, (open) => measure(open, device, source, options)));
    }
    return {
      tables: [
        {
          title: `index: file to stored embedding and thumbnail; focus ${options.focus}; photos ${source.name}`,
          columns: ['device', 'photos', 'kB each', 'rounds', 'best photos/s', 'mean ± sd'],
          rows: measured.map(({ on, encoded, meanBytes, seconds, perSecond }) => [
            on,
            String(encoded),
            (meanBytes / 1000).toFixed(1),
            String(seconds.length),
            perSecond.max.toFixed(1),
            `${perSecond.mean.toFixed(1)} ± ${perSecond.sd.toFixed(1)}`,
          ]),
        },
      ],
      results: measured.map(({ facts, ...figures }) => ({
        ...figures,
        seconds: figures.seconds.flat(),
        source: source.name,
        encoder: facts.name,
        fingerprint: facts.fingerprint,
        dims: facts.dims,
        threads: facts.threads,
        focus: options.focus,
        seed: options.seed,
      })),
    };
  } finally {
    await server.close();
  }
}
