/** Passes on photos that the system shares with the app or opens with it. */
import { useEffect, useRef } from 'react';

/** The name that `service-worker/sw.ts` uses too. */
const CACHE = 'shared-photos';

/** Delivers files opened with the installed app; not every browser has it. */
interface LaunchQueue {
  setConsumer(consumer: (launch: { readonly files?: readonly FileSystemFileHandle[] }) => void): void;
}

declare global {
  interface Window {
    readonly launchQueue?: LaunchQueue;
  }
}

/** Takes the photos that the service worker cached for `?shared`, and deletes them from the cache. */
async function takeShared(): Promise<readonly File[]> {
  const url = new URL(window.location.href);
  if (!url.searchParams.has('shared')) return [];
  url.searchParams.delete('shared');
  window.history.replaceState(null, '', url);
  const cache = await caches.open(CACHE);
  const files: File[] = [];
  for (const request of await cache.keys()) {
    const response = await cache.match(request);
    const name = decodeURIComponent(request.url.slice(request.url.lastIndexOf('/') + 1));
    if (response)
      files.push(
        new File([await response.blob()], name, { type: response.headers.get('Content-Type') ?? '' }),
      );
    await cache.delete(request);
  }
  return files;
}

/** @param isReady photos that arrive before it is true wait, and are passed on once it is. */
export function useGivenPhotos(take: (files: readonly File[]) => void, isReady: boolean): void {
  const latest = useRef(take);
  useEffect(() => {
    latest.current = take;
  }, [take]);
  useEffect(() => {
    if (!isReady) return;
    const give = (files: readonly File[]) => {
      if (files.length > 0) latest.current(files);
    };
    void takeShared().then(give);
    window.launchQueue?.setConsumer(({ files = [] }) => {
      void Promise.all(files.map((handle) => handle.getFile())).then(give);
    });
  }, [isReady]);
}
