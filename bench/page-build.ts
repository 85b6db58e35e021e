/** The sources in; the folder with the built page out. */
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

/** Builds the bench's page, every time: what is measured is always the code as it stands. */
export async function buildPage(): Promise<string> {
  await build({ configFile: fileURLToPath(new URL('vite.config.ts', import.meta.url)), logLevel: 'error' });
  return fileURLToPath(new URL('../.bench/page', import.meta.url));
}
