/** Requests of the app in; its own files, kept for work without a network and with the app's own headers on them, out. */
import { clientsClaim } from 'workbox-core';
import {
  addPlugins,
  cleanupOutdatedCaches,
  createHandlerBoundToURL,
  precacheAndRoute,
  type PrecacheEntry,
} from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';
import { CacheFirst, NetworkFirst } from 'workbox-strategies';
import { withHeaders } from './security-headers';

declare const self: ServiceWorkerGlobalScope & {
  /** The build puts the list of the shell's files here. */
  readonly __WB_MANIFEST: readonly PrecacheEntry[];
};

type Plugin = Parameters<typeof addPlugins>[0][number];

/** A static host sends no headers: WASM threads and the content policy come from here then. */
const guard: Plugin = {
  handlerWillRespond: async ({ request, response }) => withHeaders(response, new URL(request.url).pathname),
};

addPlugins([guard]);
precacheAndRoute([...self.__WB_MANIFEST]);
cleanupOutdatedCaches();
registerRoute(new NavigationRoute(createHandlerBoundToURL('index.html')));

// the same file is asked for by fetch and by import, which differ in the headers that servers vary by
const matchOptions = { ignoreVary: true };
registerRoute(
  ({ url, sameOrigin }) => sameOrigin && /\/assets\/ort-.*\.(mjs|wasm)$|\/models\//.test(url.pathname),
  new CacheFirst({ cacheName: 'models-and-runtime', matchOptions, plugins: [guard] }),
);
// under one name for every encoder: the newest where there is a network
registerRoute(
  ({ url, sameOrigin }) => sameOrigin && url.pathname.includes('/demo/'),
  new NetworkFirst({ cacheName: 'demo', matchOptions, plugins: [guard] }),
);

// a first visit works without a network from now on; a later version waits until it is told
clientsClaim();
self.addEventListener('message', ({ data }) => {
  if (data === 'take over') void self.skipWaiting();
});

/** As `app/intake/use-given-photos.ts` calls it. */
const SHARED = 'shared-photos';

/** Photos that the system shares, as the manifest has them posted, are put aside for the page that opens next. */
async function putAside(request: Request): Promise<Response> {
  const form = await request.formData();
  const cache = await caches.open(SHARED);
  const photos = form.getAll('photos').filter((photo) => photo instanceof File);
  // a name may stand twice: the number keeps them apart
  await Promise.all(
    photos.map((photo, n) =>
      cache.put(
        `shared/${n}/${encodeURIComponent(photo.name)}`,
        new Response(photo, { headers: { 'Content-Type': photo.type } }),
      ),
    ),
  );
  return Response.redirect('./?shared', 303);
}

registerRoute(
  ({ url, sameOrigin }) => sameOrigin && url.pathname.endsWith('/share'),
  ({ request }) => putAside(request),
  'POST',
);
