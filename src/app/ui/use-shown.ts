/** The page's address in; which of the catalogues is shown, kept over reloads and the back button, out. */
import { useSyncExternalStore } from 'react';

/** What the page shows. */
export type Shown = 'photos' | 'vectors' | 'demo';

const HASHES: Record<Shown, string> = { photos: '', vectors: '#vectors', demo: '#demo' };
/** Of the demo's page of figures. */
const QUALITY = '#demo/quality';
/** Of the page that compares encoders, by the photos. */
const COMPARE = '#compare';

function subscribe(listener: () => void): () => void {
  window.addEventListener('hashchange', listener);
  return () => {
    window.removeEventListener('hashchange', listener);
  };
}

function shownNow(): Shown {
  const { hash } = window.location;
  if (hash === QUALITY) return 'demo';
  return hash === HASHES.vectors ? 'vectors' : hash === HASHES.demo ? 'demo' : 'photos';
}

export function show(what: Shown): void {
  if (what !== shownNow()) window.location.hash = HASHES[what];
}

export function useShown(): Shown {
  return useSyncExternalStore(subscribe, shownNow);
}

/** Whether the demo's page of figures is shown in place of its products. */
export function useQualityShown(): boolean {
  return useSyncExternalStore(subscribe, () => window.location.hash === QUALITY);
}

export function showQuality(isShown: boolean): void {
  window.location.hash = isShown ? QUALITY : HASHES.demo;
}

/** `?demo` leads to the demo once: a reload afterwards shows what was shown last. */
export function takeDemoFromAddress(): void {
  const url = new URL(window.location.href);
  if (!url.searchParams.has('demo')) return;
  url.searchParams.delete('demo');
  url.hash = HASHES.demo;
  window.history.replaceState(null, '', url);
}

/** Whether encoders are compared in place of the photos' grid. */
export function useCompareShown(): boolean {
  return useSyncExternalStore(subscribe, () => window.location.hash === COMPARE);
}

export function showCompare(isShown: boolean): void {
  window.location.hash = isShown ? COMPARE : HASHES.photos;
}
