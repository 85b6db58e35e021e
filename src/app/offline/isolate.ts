/** A page that its host sent without headers in; the same page once more, isolated by the service worker, out. */
import { canRegister, controlled, register } from './registration';

/** A service worker that is not there by then is no longer waited for; its files are a fraction of the encoder's. */
const PATIENCE_MS = 30_000;

function isReload(): boolean {
  return performance
    .getEntriesByType('navigation')
    .some((entry) => entry instanceof PerformanceNavigationTiming && entry.type === 'reload');
}

/** Settles when a worker is there or has failed. */
function settled({ installing }: ServiceWorkerRegistration): Promise<void> {
  return new Promise((resolve) => {
    installing?.addEventListener('statechange', () => {
      if (installing.state === 'redundant') resolve();
    });
    setTimeout(resolve, PATIENCE_MS);
  });
}

/**
 * To be awaited before anything can be given to the page, for nothing given may be lost: on a first visit to a host
 * that sends no headers it waits for the service worker, which adds them, and loads the page anew. It does so once:
 * a page that was loaded anew, and one that the service worker has known before, go on with one thread.
 *
 * @returns whether the page is about to be loaded anew.
 */
export async function isolate(): Promise<boolean> {
  if (window.crossOriginIsolated || !canRegister() || isReload()) return false;
  try {
    if (await navigator.serviceWorker.getRegistration()) return false;
    const registration = await register();
    await Promise.race([controlled(), settled(registration)]);
  } catch {
    // forbidden, as in some private windows: the app needs none to work
    return false;
  }
  if (!navigator.serviceWorker.controller) return false;
  window.location.reload();
  return true;
}
