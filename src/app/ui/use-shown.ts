/** Keeps in the page's address which screen is shown, so that reloads and the back button restore it. */
import { useSyncExternalStore } from 'react';

/** The catalogues that the page can show. */
export type Shown = 'photos' | 'vectors' | 'demo';

const HASHES: Record<Shown, string> = { photos: '', vectors: '#vectors', demo: '#demo' };
/** Address of the figures of the demo. */
const QUALITY = '#demo/quality';
/** Address of the comparison of encoders, which belongs to the photos. */
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

/** Opens the demo for `?demo` and removes that from the address, so that a reload shows the last screen. */
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
