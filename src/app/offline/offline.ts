/** The files that the encoder loaded in; a service worker that keeps them and the app for work without a network out. */
import { canRegister, controlled, register } from './registration';

/**
 * Registers the service worker that the build wrote, and lets it keep the heavy files: on a first visit they were
 * loaded before it was there.
 *
 * @param files addresses on the app's own origin.
 * @returns whether the next visit works without a network. Rejects where the browser forbids service workers.
 */
export async function keepForOffline(files: readonly string[]): Promise<boolean> {
  if (!canRegister()) return false;
  await register();
  await controlled();
  for (const file of files) {
    if (!(await caches.match(file, { ignoreVary: true }))) await fetch(file);
  }
  return true;
}
