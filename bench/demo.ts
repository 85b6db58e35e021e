/** Draws and encodes the demo's photos by the shipped pipeline, and writes the file of their embeddings. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { withPage } from './browser';
import { note, parseOptions, runCommand } from './command';
import { encoderFiles } from './model-files';
import { buildPage } from './page-build';
import { startServer } from './server';

const FILE = fileURLToPath(new URL('../public/demo/embeddings.bin', import.meta.url));

const USAGE = `npm run demo

Draws the demo's catalogue, encodes it as the app does and writes public/demo/embeddings.bin. To be run again whenever
the encoder, the focus network or the drawings change.`;

async function makeDemo(argv: readonly string[]): Promise<void> {
  parseOptions(argv, {});
  const server = await startServer({ page: await buildPage(), encoder: encoderFiles(), photos: {} });
  try {
    const { base64, photos, seconds, quality } = await withPage(server, 'wasm', async ({ page }) => {
      const { name } = await page.evaluate((load) => window.lookalikeBench.open(load), {
        modelUrl: '/encoder/',
        focusUrl: '/focus/',
        device: 'wasm' as const,
      });
      note(`encoding the demo by ${name}`);
      return page.evaluate(() => window.lookalikeBench.encodeDemo());
    });
    const file = Buffer.from(base64, 'base64');
    mkdirSync(dirname(FILE), { recursive: true });
    writeFileSync(FILE, file);
    note(
      `${photos} photos in ${seconds.toFixed(0)} s; ${(file.length / 1000).toFixed(0)} kB in public/demo/embeddings.bin`,
    );
    for (const { category, queries, precisionAt5 } of quality.categories) {
      console.log(
        `${category.padEnd(14)} ${String(queries).padStart(5)} queries, precision@5 ${precisionAt5.toFixed(3)}`,
      );
    }
    const { worn, precisionAt5 } = quality;
    console.log(`all: precision@5 ${precisionAt5.toFixed(3)}`);
    console.log(
      `${worn.queries} worn: the same garment on another person in the top 5 ${worn.onAnother.toFixed(3)}, laid flat ${worn.flat.toFixed(3)}`,
    );
  } finally {
    await server.close();
  }
}

await runCommand(USAGE, makeDemo);
