/** Measures photos/s from file to stored embedding and thumbnail, device by device. */
import { basename, resolve } from 'node:path';
import { withPage } from '../browser';
import { measureIndexing, type Source } from '../index/measure-indexing';
import { buildPage } from '../page-build';
import { evenly, listPhotos } from '../photo-folder';
import { startServer } from '../server';
import type { SuiteOptions, SuiteResult } from '../suite';

/** Device by device, on the same photos. */
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
      measured.push(await withPage(server, device, (open) => measureIndexing(open, device, source, options)));
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
