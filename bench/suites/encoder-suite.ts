/** Compares photos/s and embeddings of the app without focus and of native ONNX Runtime. */
import { mkdir, rm } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { withPage } from '../browser';
import { note, UsageError } from '../command';
import { encoderTable, type OwnFigures } from '../encoder/encoder-table';
import { runNativeEncoder } from '../encoder/native-encoder';
import { nearnessOf, sentEmbedding } from '../encoder/nearness';
import { measureIndexing } from '../index/measure-indexing';
import { buildPage } from '../page-build';
import { evenly, listPhotos, type ListedPhoto } from '../photo-folder';
import { startServer } from '../server';
import type { SuiteOptions, SuiteResult } from '../suite';

/** Measures one after the other, native with as many threads as the app; on WASM, as native has no GPU here. */
export async function encoderSuite(options: SuiteOptions): Promise<SuiteResult> {
  const { photos, encoder, rounds, count } = options;
  if (photos === undefined)
    throw new UsageError('encoder reads the photos of a folder: --photos DIR is missing.');
  const listed = evenly(await listPhotos('photos', photos), count);
  const files = listed.map(({ file }) => file);
  const name = basename(resolve(photos));
  const ours = await measureOurs(options, name, listed);

  const folder = fileURLToPath(new URL(`../../.bench/encoder-${process.pid}`, import.meta.url));
  await mkdir(folder, { recursive: true });
  try {
    const { threads } = ours.figures;
    const native = await runNativeEncoder({ encoder, photos: files, threads, rounds, folder });
    const row =
      'skipped' in native
        ? native
        : { figures: native.figures, nearness: nearnessOf(ours.embeddings, native.embeddings) };
    const headline = { source: name, ...ours.figures, native: row };
    return { tables: [encoderTable(name, ours.figures, row)], results: [headline], headline };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The figures of indexing with focus off, and each photo's embedding. */
async function measureOurs(
  options: SuiteOptions,
  name: string,
  listed: readonly ListedPhoto[],
): Promise<{ readonly figures: OwnFigures; readonly embeddings: readonly (Float32Array | undefined)[] }> {
  const server = await startServer({
    page: await buildPage(),
    encoder: options.encoder,
    photos: { gallery: listed.map(({ file }) => file) },
  });
  try {
    return await withPage(server, 'wasm', async (open) => {
      const source = { name, paths: listed.map(({ path }) => `photos/${path}`) };
      const { facts, encoded, seconds, perSecond } = await measureIndexing(open, 'wasm', source, {
        ...options,
        focus: 'off',
      });
      note('encoder: each embedding');
      const sent = await open.page.evaluate(() => window.lookalikeBench.galleryEmbeddings());
      if (sent.length !== listed.length)
        throw new Error(`${listed.length - sent.length} photos were not served.`);
      return {
        figures: {
          ...{
            encoder: facts.name,
            fingerprint: facts.fingerprint,
            dims: facts.dims,
            threads: facts.threads,
          },
          ...{ encoded, seconds: seconds.flat(), perSecond },
        },
        embeddings: sent.map(sentEmbedding),
      };
    });
  } finally {
    await server.close();
  }
}
