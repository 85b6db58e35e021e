/** Photos that the system shares, as the service worker is asked to post them, in; they, put aside for the page that opens next, out. */

/* global self, caches, Response, URL */

const CACHE = 'shared-photos';

self.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method !== 'POST' || !new URL(request.url).pathname.endsWith('/share')) return;
  event.respondWith(putAside(request));
});

async function putAside(request) {
  const form = await request.formData();
  const cache = await caches.open(CACHE);
  // a name may stand twice: the number keeps them apart
  await Promise.all(
    form
      .getAll('photos')
      .map((photo, n) =>
        cache.put(
          `shared/${n}/${encodeURIComponent(photo.name)}`,
          new Response(photo, { headers: { 'Content-Type': photo.type } }),
        ),
      ),
  );
  return Response.redirect('./?shared', 303);
}
