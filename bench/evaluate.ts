/** A gallery and a query set of class folders in; precision@1, precision@k and photos/s of the shipped pipeline out. */
import { basename, resolve } from 'node:path';
import type { EncoderFacts } from '../src/contract';
import { deviceName, withPage, type OpenPage } from './browser';
import { note, runCommand } from './command';
import { encoderFiles, type EncoderFiles } from './encoder-files';
import { EVALUATE_USAGE, evaluateOptions, type EvaluateOptions } from './evaluate-options';
import { buildPage } from './page-build';
import type { AdapterFacts, IndexedGallery, PhotosInMemory, QueryAnswer } from './page-calls';
import { limitPerClass, listClassPhotos, type ClassPhoto } from './photo-folder';
import { precision, precisionPerClass, type AnsweredQuery, type Precision } from './precision';
import { startServer } from './server';
import { formatTable } from './table';

/** A query photo, and its own id in the gallery where it is there too. */
interface Query {
  readonly photo: ClassPhoto;
  readonly ownId: string | undefined;
}

/** The gallery as the catalogue will know it. */
interface Gallery {
  readonly photos: readonly ClassPhoto[];
  readonly idOf: (photo: ClassPhoto) => string;
}

/** A photo of either set that was passed over. */
interface Skipped {
  readonly path: string;
  readonly name: string;
  readonly message: string;
}

/** All that the page told. */
interface Run {
  readonly facts: EncoderFacts;
  readonly adapter: AdapterFacts | undefined;
  readonly fetched: PhotosInMemory;
  readonly indexed: IndexedGallery;
  readonly answers: readonly QueryAnswer[];
}

async function readSets(options: EvaluateOptions): Promise<{ gallery: Gallery; queries: readonly Query[] }> {
  const { limit = Infinity } = options;
  const photos = limitPerClass(await listClassPhotos('gallery', options.gallery), limit);
  const queryPhotos = limitPerClass(await listClassPhotos('queries', options.queries), limit);
  const folder = basename(resolve(options.gallery));
  // as in the app, where a folder's photos are known by their path, its own name first
  const idOf = ({ path }: ClassPhoto) => `${folder}/${path}`;
  const ownIds = new Map(photos.map((photo) => [photo.file, idOf(photo)]));
  return {
    gallery: { photos, idOf },
    queries: queryPhotos.map((photo) => ({ photo, ownId: ownIds.get(photo.file) })),
  };
}

async function drive(
  { page, adapter }: OpenPage,
  gallery: Gallery,
  queries: readonly Query[],
  options: EvaluateOptions,
): Promise<Run> {
  const facts = await page.evaluate((load) => window.lookalikeBench.open(load), {
    modelUrl: '/encoder/',
    device: options.device,
  });
  note(`${facts.name} on ${deviceName(facts, adapter)}`);
  const paths = gallery.photos.map(gallery.idOf);
  const fetched = await page.evaluate((ids) => window.lookalikeBench.fetchGallery(ids), paths);
  const indexed = await page.evaluate(() => window.lookalikeBench.indexGallery());
  note(`${indexed.encoded} gallery photos stored in ${indexed.seconds.toFixed(1)} s`);
  // one more than asked for, where the photo itself will be among the matches
  const ks = queries.map(({ ownId }) => (ownId === undefined ? options.k : options.k + 1));
  const answers = await page.evaluate((all) => window.lookalikeBench.answerQueries(all), ks);
  return { facts, adapter, fetched, indexed, answers };
}

function judge(gallery: Gallery, queries: readonly Query[], k: number, answers: readonly QueryAnswer[]) {
  const classes = new Map(gallery.photos.map((photo) => [gallery.idOf(photo), photo.className]));
  const answered: AnsweredQuery[] = [];
  const skipped: Skipped[] = [];
  queries.forEach(({ photo, ownId }, i) => {
    const answer = answers[i];
    if (answer && 'ids' in answer) {
      const ids = answer.ids.filter((id) => id !== ownId).slice(0, k);
      answered.push({ className: photo.className, matches: ids.map((id) => classes.get(id) ?? '') });
    } else if (answer) {
      skipped.push({ path: photo.path, ...answer.failure });
    }
  });
  return { answered, skipped };
}

function precisionRow(name: string, { n, precisionAt1, precisionAtK }: Precision): readonly string[] {
  return [name, String(n), precisionAt1.toFixed(4), precisionAtK.toFixed(4)];
}

/** Drives the page once, from a fresh profile to the last answer. */
async function runOnce(
  options: EvaluateOptions,
  encoder: EncoderFiles,
  gallery: Gallery,
  queries: readonly Query[],
): Promise<Run> {
  const server = await startServer({
    page: await buildPage(),
    encoder,
    photos: {
      gallery: gallery.photos.map(({ file }) => file),
      queries: queries.map(({ photo }) => photo.file),
    },
  });
  try {
    return await withPage(server, options.device, (open) => drive(open, gallery, queries, options));
  } finally {
    await server.close();
  }
}

async function evaluate(argv: readonly string[]): Promise<void> {
  const options = evaluateOptions(argv);
  const { k } = options;
  const encoder = encoderFiles(options.encoder);
  const { gallery, queries } = await readSets(options);
  note(`${gallery.photos.length} gallery photos, ${queries.length} query photos; building the page`);
  const { facts, adapter, fetched, indexed, answers } = await runOnce(options, encoder, gallery, queries);

  const judged = judge(gallery, queries, k, answers);
  const skippedPhotos = [...fetched.skipped, ...indexed.skipped, ...judged.skipped].map(
    ({ path, name, message }): Skipped => ({ path, name, message }),
  );
  for (const { path, name, message } of skippedPhotos) note(`skipped ${path}: ${name}: ${message}`);
  if (indexed.encoded === 0) throw new Error('None of the gallery photos could be indexed.');
  if (judged.answered.length === 0) throw new Error('None of the query photos could be searched with.');

  const all = precision(judged.answered);
  const perClass = precisionPerClass(judged.answered);
  const photosPerSecond = indexed.encoded / indexed.seconds;
  const ownExcluded = queries.filter(({ ownId }) => ownId !== undefined).length;
  console.log(
    formatTable({
      title: `${facts.name} on ${deviceName(facts, adapter)}, ${indexed.encoded} photos in the gallery, k = ${k}`,
      columns: ['class', 'queries', 'precision@1', `precision@${k}`],
      rows: [
        ...[...perClass].map(([name, figures]) => precisionRow(name, figures)),
        precisionRow('all', all),
      ],
    }),
  );
  console.log(`${photosPerSecond.toFixed(1)} photos/s, ${skippedPhotos.length} photos skipped`);
  if (ownExcluded > 0) {
    console.log(`${ownExcluded} query photos are in the gallery themselves: left out of their own matches`);
  }
  if (!options.json) return;
  console.log(
    JSON.stringify({
      precisionAt1: all.precisionAt1,
      precisionAtK: all.precisionAtK,
      k,
      queries: all.n,
      gallery: indexed.encoded,
      skipped: skippedPhotos.length,
      ownExcluded,
      photosPerSecond,
      device: facts.device,
      adapter,
      threads: facts.threads,
      encoder: facts.name,
      fingerprint: facts.fingerprint,
      perClass: Object.fromEntries(perClass),
      skippedPhotos,
    }),
  );
}

await runCommand(EVALUATE_USAGE, evaluate);
