/** The files that the encoder loaded in; a service worker that keeps them and the app for work without a network out. */

function controlled(container: ServiceWorkerContainer): Promise<void> {
  if (container.controller) return Promise.resolve();
  return new Promise((resolve) => {
    container.addEventListener('controllerchange', () => resolve(), { once: true });
  });
}

/**
 * Registers the service worker that the build wrote (in development there is none), and lets it keep the heavy files:
 * on a first visit they were loaded before it was there.
 *
 * @param files addresses on the app's own origin.
 * @returns whether the next visit works without a network. Rejects where the browser forbids service workers.
 */
export async function keepForOffline(files: readonly string[]): Promise<boolean> {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return false;
  await navigator.serviceWorker.register(`${import.meta.env.BASE_URL}sw.js`);
  await controlled(navigator.serviceWorker);
  for (const file of files) {
    if (!(await caches.match(file, { ignoreVary: true }))) await fetch(file);
  }
  return true;
}
