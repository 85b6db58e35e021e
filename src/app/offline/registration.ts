/** The browser in; the app's service worker, registered once a page, out. */

let registering: Promise<ServiceWorkerRegistration> | undefined;

/** Whether there is one to register: development has none, nor have pages that came unencrypted from elsewhere. */
export function canRegister(): boolean {
  return import.meta.env.PROD && 'serviceWorker' in navigator;
}

/** The same promise at every call. Rejects where the browser forbids service workers, as private windows may. */
export function register(): Promise<ServiceWorkerRegistration> {
  registering ??= navigator.serviceWorker.register(`${import.meta.env.BASE_URL}sw.js`);
  return registering;
}

/** Resolves once the service worker answers for this page. */
export function controlled(): Promise<void> {
  const container = navigator.serviceWorker;
  if (container.controller) return Promise.resolve();
  return new Promise((resolve) => {
    container.addEventListener('controllerchange', () => resolve(), { once: true });
  });
}
