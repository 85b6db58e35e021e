/** Reloads a page whose host sends no isolation headers, so that the service worker adds them. */
import { canRegister, controlled, register } from './registration';

/** Longest wait for the service worker; its files are small beside the encoder's. */
const PATIENCE_MS = 30_000;

function isReload(): boolean {
  return performance
    .getEntriesByType('navigation')
    .some((entry) => entry instanceof PerformanceNavigationTiming && entry.type === 'reload');
}

/** Resolves when the installation has failed, or after `PATIENCE_MS`. */
function settled({ installing }: ServiceWorkerRegistration): Promise<void> {
  return new Promise((resolve) => {
    installing?.addEventListener('statechange', () => {
      if (installing.state === 'redundant') resolve();
    });
    setTimeout(resolve, PATIENCE_MS);
  });
}

/**
 * Must be awaited before the page accepts input, as a reload would lose it. On a first visit to a host that sends no
 * headers it waits for the service worker, which adds them, and reloads the page. It does so once: a reloaded page, and
 * one whose service worker was registered before, goes on with one thread.
 *
 * @returns whether the page is about to be reloaded.
 */
export async function isolate(): Promise<boolean> {
  if (window.crossOriginIsolated || !canRegister() || isReload()) return false;
  try {
    if (await navigator.serviceWorker.getRegistration()) return false;
    const registration = await register();
    await Promise.race([controlled(), settled(registration)]);
  } catch {
    // service workers are forbidden, as in some private windows: the app works without one
    return false;
  }
  if (!navigator.serviceWorker.controller) return false;
  window.location.reload();
  return true;
}
