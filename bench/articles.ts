/** A seed and a folder in; the photos of a catalogue that the demo's code draws from that seed, as files, out. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withPage } from './browser';
import { note, parseOptions, runCommand, UsageError } from './command';
import { encoderFiles } from './model-files';
import { buildPage } from './page-build';
import { startServer } from './server';

const AT_ONCE = 50;

const USAGE = `npm run articles -- --out FOLDER --seed TEXT

Draws a catalogue like the demo's, but of another seed and with every garment worn, and writes its photos as
FOLDER/<category>/<SKU>__<shot>.jpg: for training, and for judging encoders by photos whose truth is known.`;

async function writeArticles(argv: readonly string[]): Promise<void> {
  const { values } = parseOptions(argv, { out: { type: 'string' }, seed: { type: 'string' } });
  const { out, seed } = values;
  if (out === undefined || seed === undefined) throw new UsageError('--out and --seed are needed.');
  const server = await startServer({ page: await buildPage(), encoder: encoderFiles(), photos: {} });
  try {
    await withPage(server, 'wasm', async ({ page }) => {
      for (let from = 0; ; from += AT_ONCE) {
        const drawn = await page.evaluate((options) => window.lookalikeBench.drawArticles(options), {
          seed,
          from,
          to: from + AT_ONCE,
        });
        for (const { category, sku, shot, base64 } of drawn) {
          mkdirSync(join(out, category), { recursive: true });
          writeFileSync(join(out, category, `${sku}__${shot}.jpg`), Buffer.from(base64, 'base64'));
        }
        if (drawn.length < AT_ONCE) {
          note(`${from + drawn.length} photos in ${out}`);
          return;
        }
      }
    });
  } finally {
    await server.close();
  }
}

await runCommand(USAGE, writeArticles);
