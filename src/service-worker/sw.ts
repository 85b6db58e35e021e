/** Caches the app's own files for work without a network, and answers with the app's own headers on them. */
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

/** A static host sends no headers: then WASM threads and the content policy depend on these. */
const guard: Plugin = {
  handlerWillRespond: async ({ request, response }) => withHeaders(response, new URL(request.url).pathname),
};

addPlugins([guard]);
precacheAndRoute([...self.__WB_MANIFEST]);
cleanupOutdatedCaches();
registerRoute(new NavigationRoute(createHandlerBoundToURL('index.html')));

// fetch and import request the same file with different headers, and servers may vary by these
const matchOptions = { ignoreVary: true };
registerRoute(
  ({ url, sameOrigin }) => sameOrigin && /\/assets\/ort-.*\.(mjs|wasm)$|\/models\//.test(url.pathname),
  new CacheFirst({ cacheName: 'models-and-runtime', matchOptions, plugins: [guard] }),
);
// the files' names are the same for every encoder: take the newest while there is a network
registerRoute(
  ({ url, sameOrigin }) => sameOrigin && url.pathname.includes('/demo/'),
  new NetworkFirst({ cacheName: 'demo', matchOptions, plugins: [guard] }),
);

// a first visit works without a network from now on; a later version waits for the message below
clientsClaim();
self.addEventListener('message', ({ data }) => {
  if (data === 'take over') void self.skipWaiting();
});

/** The cache's name, also used by `app/intake/use-given-photos.ts`. */
const SHARED = 'shared-photos';

/** Caches photos that the system shares, in the form that the manifest declares, for the page that opens next. */
async function putAside(request: Request): Promise<Response> {
  const form = await request.formData();
  const cache = await caches.open(SHARED);
  const photos = form.getAll('photos').filter((photo) => photo instanceof File);
  // two photos may have the same name: the number keeps them apart
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
