/** Measures precision@1, precision@k and photos/s of the shipped pipeline on class folders. */
import type { EncoderFacts } from '../../src/contract/encoder';
import { deviceName, withPage, type OpenPage } from '../browser';
import { note } from '../command';
import { focusUrl } from '../focus-option';
import { encoderFiles, focusFiles } from '../model-files';
import { buildPage } from '../page-build';
import type { AdapterFacts, IndexedGallery, PhotosInMemory, QueryAnswer, Seen } from '../page-calls';
import { startServer, type ServedFiles } from '../server';
import { formatTable } from '../table';
import { evaluateOptions, type EvaluateOptions } from './evaluate-options';
import { keptWhole, keptWholeLine } from './kept-whole';
import { precision, precisionPerClass, type Precision } from './precision';
import { judge, readSets, type Sets, type Skipped } from './sets';

/** Everything that the page measured. */
interface Run {
  readonly facts: EncoderFacts;
  readonly adapter: AdapterFacts | undefined;
  readonly fetched: PhotosInMemory;
  readonly indexed: IndexedGallery;
  readonly gallerySeen: readonly Seen[];
  readonly answers: readonly QueryAnswer[];
}

async function drive({ page, adapter }: OpenPage, sets: Sets, options: EvaluateOptions): Promise<Run> {
  const { gallery, queries } = sets;
  const facts = await page.evaluate((load) => window.lookalikeBench.open(load), {
    modelUrl: '/encoder/',
    focusUrl: focusUrl(options.focus),
    device: options.device,
  });
  note(`${facts.name}, focus ${options.focus}, on ${deviceName(facts, adapter)}`);
  const paths = gallery.photos.map(gallery.idOf);
  const fetched = await page.evaluate((ids) => window.lookalikeBench.fetchGallery(ids), paths);
  const indexed = await page.evaluate(() => window.lookalikeBench.indexGallery());
  note(`${indexed.encoded} gallery photos stored in ${indexed.seconds.toFixed(1)} s`);
  const gallerySeen = await page.evaluate(() => window.lookalikeBench.gallerySeen());
  // one more than `k` where the photo itself will be among the matches
  const ks = queries.map(({ ownId }) => (ownId === undefined ? options.k : options.k + 1));
  const answers = await page.evaluate((all) => window.lookalikeBench.answerQueries(all), ks);
  return { facts, adapter, fetched, indexed, gallerySeen, answers };
}

function precisionRow(name: string, { n, precisionAt1, precisionAtK }: Precision): readonly string[] {
  return [name, String(n), precisionAt1.toFixed(4), precisionAtK.toFixed(4)];
}

type Models = Pick<ServedFiles, 'encoder' | 'focus'>;

/** Drives the page once, from a fresh profile to the last answer. */
async function runOnce(options: EvaluateOptions, models: Models, sets: Sets): Promise<Run> {
  const server = await startServer({
    page: await buildPage(),
    ...models,
    photos: {
      gallery: sets.gallery.photos.map(({ file }) => file),
      queries: sets.queries.map(({ photo }) => photo.file),
    },
  });
  try {
    return await withPage(server, options.device, (open) => drive(open, sets, options));
  } finally {
    await server.close();
  }
}

/** `npm run evaluate`. Throws a `UsageError`, or an Error of one sentence. */
export async function evaluateSets(argv: readonly string[]): Promise<void> {
  const options = evaluateOptions(argv);
  const { k, focus } = options;
  const models = { encoder: encoderFiles(options.encoder), focus: focusFiles(options.focusModel) };
  const sets = await readSets(options);
  note(
    `${sets.gallery.photos.length} gallery photos, ${sets.queries.length} query photos; building the page`,
  );
  const { facts, adapter, fetched, indexed, gallerySeen, answers } = await runOnce(options, models, sets);

  const judged = judge(sets, k, answers);
  const skippedPhotos = [...fetched.skipped, ...indexed.skipped, ...judged.skipped].map(
    ({ path, name, message }): Skipped => ({ path, name, message }),
  );
  for (const { path, name, message } of skippedPhotos) note(`skipped ${path}: ${name}: ${message}`);
  if (indexed.encoded === 0) throw new Error('None of the gallery photos could be indexed.');
  if (judged.answered.length === 0) throw new Error('None of the query photos could be searched with.');

  const all = precision(judged.answered);
  const perClass = precisionPerClass(judged.answered);
  const photosPerSecond = indexed.encoded / indexed.seconds;
  const ownExcluded = sets.queries.filter(({ ownId }) => ownId !== undefined).length;
  const whole = {
    gallery: keptWhole(gallerySeen),
    queries: keptWhole(answers.flatMap((answer) => ('seen' in answer ? [answer.seen] : []))),
  };
  console.log(
    formatTable({
      title: `${facts.name}, focus ${focus}, on ${deviceName(facts, adapter)}, ${indexed.encoded} photos in the gallery, k = ${k}`,
      columns: ['class', 'queries', 'precision@1', `precision@${k}`],
      rows: [
        ...[...perClass].map(([name, figures]) => precisionRow(name, figures)),
        precisionRow('all', all),
      ],
    }),
  );
  console.log(`${photosPerSecond.toFixed(1)} photos/s, ${skippedPhotos.length} photos skipped`);
  if (focus === 'auto') {
    console.log(keptWholeLine('gallery', whole.gallery));
    console.log(keptWholeLine('queries', whole.queries));
  }
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
      classes: options.classes,
      focus,
      keptWhole: whole,
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
