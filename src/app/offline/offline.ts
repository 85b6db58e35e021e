/** Has the service worker cache the app's heavy files, so that the next visit works offline. */
import { canRegister, controlled, register } from './registration';

/**
 * Registers the service worker and fetches the heavy files once more through it, so that it caches them. On a first
 * visit they were loaded before it was installed.
 *
 * @param files URLs on the app's own origin.
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
