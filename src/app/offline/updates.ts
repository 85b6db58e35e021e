/** Tells when a newer version of the app is ready, and switches to it. */
import { canRegister, register } from './registration';

/** Shortest time between two checks for a newer version, made when the tab becomes visible again. */
const LOOK_MS = 3_600_000;

let isReady = false;
/** Whether the user asked for the newer version in this tab. */
let isAsked = false;
let isWatching = false;
const listeners = new Set<() => void>();

function ready(): void {
  isReady = true;
  for (const listener of listeners) listener();
}

async function watch(): Promise<void> {
  const container = navigator.serviceWorker;
  let hadController = container.controller !== null;
  container.addEventListener('controllerchange', () => {
    if (isAsked) window.location.reload();
    // another tab switched to the new version: chunks that this tab has not loaded yet may be gone
    else if (hadController) ready();
    hadController = true;
  });
  const registration = await register();
  const look = () => {
    // without a controller the waiting worker is the first version, not an update
    if (registration.waiting && container.controller) ready();
  };
  look();
  registration.addEventListener('updatefound', () => {
    registration.installing?.addEventListener('statechange', look);
  });
  let lookedAt = Date.now();
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden' || Date.now() - lookedAt < LOOK_MS) return;
    lookedAt = Date.now();
    // a failed check is not reported: offline there is no update, and the next check retries
    registration.update().catch(() => undefined);
  });
}

/** Subscribes for `useSyncExternalStore`; the first call starts the checks. */
export function subscribeToUpdates(listener: () => void): () => void {
  listeners.add(listener);
  if (!isWatching && canRegister()) {
    isWatching = true;
    // rejects where service workers are forbidden: there are no updates then, and nothing to report
    watch().catch(() => undefined);
  }
  return () => {
    listeners.delete(listener);
  };
}

/** Whether a newer version is ready. */
export function isUpdateReady(): boolean {
  return isReady;
}

/** Reloads the page in the newer version. */
export async function update(): Promise<void> {
  isAsked = true;
  const { waiting } = await register();
  // eslint-disable-next-line own/literal-text -- to the service worker
  if (waiting) waiting.postMessage('take over');
  else window.location.reload();
}
