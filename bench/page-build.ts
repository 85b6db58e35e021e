/** Builds the bench's page into a folder. */
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

/**
 * Builds the bench's page at every run, so that the current code is measured. Each process has its own folder, which is
 * deleted when it ends, so that commands can run in parallel.
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
