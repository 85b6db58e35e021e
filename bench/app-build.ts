/** Builds the whole app into a folder. */
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** Builds the app as it stands, service worker included, into a folder that is deleted when this process ends. */
export async function buildApp(): Promise<string> {
  const folder = fileURLToPath(new URL(`../.bench/app-${process.pid}`, import.meta.url));
  process.once('exit', () => {
    rmSync(folder, { recursive: true, force: true });
  });
  await build({ root: ROOT, logLevel: 'error', build: { outDir: folder, emptyOutDir: true } });
  return folder;
}
