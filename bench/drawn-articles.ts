/** Draws a catalogue's photos with the demo's code into a folder, a sub-folder per category. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withPage } from './browser';
import { encoderFiles } from './model-files';
import { startServer } from './server';

const AT_ONCE = 50;

/** Options of the drawn catalogue. */
export interface DrawnCatalogue {
  /** Determines the catalogue. */
  readonly seed: string;
  /** One article of every cloth, laid flat on plain white; otherwise as in the demo, with every garment worn too. */
  readonly isFlat: boolean;
}

/**
 * Writes `FOLDER/<category>/<SKU>__<shot>.jpg`.
 *
 * @param page folder of the built page. Rejects where the folder cannot be written.
 * @returns the number of photos.
 */
export async function writeArticles(
  page: string,
  folder: string,
  { seed, isFlat }: DrawnCatalogue,
): Promise<number> {
  const server = await startServer({ page, encoder: encoderFiles(), photos: {} });
  try {
    return await withPage(server, 'wasm', async ({ page: opened }) => {
      for (let from = 0; ; from += AT_ONCE) {
        const drawn = await opened.evaluate((options) => window.lookalikeBench.drawArticles(options), {
          seed,
          isFlat,
          from,
          to: from + AT_ONCE,
        });
        for (const { category, sku, shot, base64 } of drawn) {
          mkdirSync(join(folder, category), { recursive: true });
          writeFileSync(join(folder, category, `${sku}__${shot}.jpg`), Buffer.from(base64, 'base64'));
        }
        if (drawn.length < AT_ONCE) return from + drawn.length;
      }
    });
  } finally {
    await server.close();
  }
}
