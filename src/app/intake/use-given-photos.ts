/** What to do with photos in; photos that the system hands over, shared with the app or opened by it, passed on, out. */
import { useEffect, useRef } from 'react';

/** As `service-worker/sw.ts` calls it. */
const CACHE = 'shared-photos';

/** Of the installed app, where the browser has it. */
interface LaunchQueue {
  setConsumer(consumer: (launch: { readonly files?: readonly FileSystemFileHandle[] }) => void): void;
}

declare global {
  interface Window {
    readonly launchQueue?: LaunchQueue;
  }
}

/** The photos that were put aside under `?shared`, each handed out once. */
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

/** @param isReady from then on photos are passed on; those that came before have waited. */
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
