/** The sources in; the folder with the built page out. */
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

/**
 * Builds the bench's page, every time: what is measured is always the code as it stands. Each process has a folder of
 * its own, which goes with it, so that one command may run beside another.
 */
export async function buildPage(): Promise<string> {
  const folder = fileURLToPath(new URL(`../.bench/page-${process.pid}`, import.meta.url));
  process.once('exit', () => {
    rmSync(folder, { recursive: true, force: true });
  });
  await build({
    configFile: fileURLToPath(new URL('vite.config.ts', import.meta.url)),
    logLevel: 'error',
    build: { outDir: folder },
  });
  return folder;
}
