/** Registers the app's service worker, once a page. */

let registering: Promise<ServiceWorkerRegistration> | undefined;

/** Whether a service worker can be registered: not in development, nor on pages without encryption except on localhost. */
export function canRegister(): boolean {
  return import.meta.env.PROD && 'serviceWorker' in navigator;
}

/** Returns the same promise at every call. Rejects where the browser forbids service workers, as in private windows. */
export function register(): Promise<ServiceWorkerRegistration> {
  registering ??= navigator.serviceWorker.register(`${import.meta.env.BASE_URL}sw.js`);
  return registering;
}

/** Resolves once the service worker controls this page. */
export function controlled(): Promise<void> {
  const container = navigator.serviceWorker;
  if (container.controller) return Promise.resolve();
  return new Promise((resolve) => {
    container.addEventListener('controllerchange', () => resolve(), { once: true });
  });
}
