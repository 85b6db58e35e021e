/** Draws the photos of a catalogue from a seed and writes them as files into a folder. */
import { note, parseOptions, runCommand, UsageError } from './command';
import { writeArticles } from './drawn-articles';
import { buildPage } from './page-build';

const USAGE = `npm run articles -- --out FOLDER --seed TEXT [--flat]

Draws a catalogue like the demo's, but of another seed and with every garment worn, and writes its photos as
FOLDER/<category>/<SKU>__<shot>.jpg: for training, and for judging encoders by photos whose truth is known.

  --flat    a shop of some 1,000 articles instead, one of every cloth: each once, laid flat on plain white`;

async function drawCatalogue(argv: readonly string[]): Promise<void> {
  const { values } = parseOptions(argv, {
    out: { type: 'string' },
    seed: { type: 'string' },
    flat: { type: 'boolean', default: false },
  });
  const { out, seed, flat } = values;
  if (out === undefined || seed === undefined) throw new UsageError('--out and --seed are needed.');
  const photos = await writeArticles(await buildPage(), out, { seed, isFlat: flat });
  note(`${photos} photos in ${out}`);
}

await runCommand(USAGE, drawCatalogue);
