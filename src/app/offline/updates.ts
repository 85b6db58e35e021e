/** The service worker's registration in; whether a newer version of the app stands ready, and the way to it, out. */
import { canRegister, register } from './registration';

/** A tab that is looked at again asks for a newer version at most this often. */
const LOOK_MS = 3_600_000;

let isReady = false;
/** Set once somebody has asked for the newer version, here. */
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
    // taken over by another tab: what this one has not loaded yet may be gone
    else if (hadController) ready();
    hadController = true;
  });
  const registration = await register();
  const look = () => {
    // without a controller it is the first version, on its way in
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
    // without a network there is nothing newer
    registration.update().catch(() => undefined);
  });
}

/** For `useSyncExternalStore`; the first call begins to watch. */
export function subscribeToUpdates(listener: () => void): () => void {
  listeners.add(listener);
  if (!isWatching && canRegister()) {
    isWatching = true;
    watch().catch(() => undefined);
  }
  return () => {
    listeners.delete(listener);
  };
}

/** Whether a newer version stands ready. */
export function isUpdateReady(): boolean {
  return isReady;
}

/** Loads the page anew, in the newer version. */
export async function update(): Promise<void> {
  isAsked = true;
  const { waiting } = await register();
  // eslint-disable-next-line own/literal-text -- to the service worker
  if (waiting) waiting.postMessage('take over');
  else window.location.reload();
}
