/** Announces sentences to screen readers, in the page's one polite live region. */
import { useEffect, useSyncExternalStore } from 'react';

let said = '';
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

/** A screen reader reads the sentence after what it reads now; of several, only the newest. */
function announce(sentence: string): void {
  // a screen reader repeats a sentence only if the text changes: append an invisible character
  said = said === sentence ? `${sentence}\u00a0` : sentence;
  for (const listener of listeners) listener();
}

/** Returns the last announcement, for the live region. */
export function useAnnounced(): string {
  return useSyncExternalStore(subscribe, () => said);
}

/** Announces the sentence whenever it changes; undefined announces nothing. */
export function useAnnouncement(sentence: string | undefined): void {
  useEffect(() => {
    if (sentence !== undefined) announce(sentence);
  }, [sentence]);
}
