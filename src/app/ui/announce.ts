/** Sentences for those who do not see the page in; each in the page's one polite live region, once, out. */
import { useEffect, useSyncExternalStore } from 'react';

let said = '';
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

/** Has it read once what is read now has ended; the newest one where several come. */
function announce(sentence: string): void {
  // the same words once more are read only where the text changes
  said = said === sentence ? `${sentence}\u00a0` : sentence;
  for (const listener of listeners) listener();
}

/** What was announced last, for the live region. */
export function useAnnounced(): string {
  return useSyncExternalStore(subscribe, () => said);
}

/** Announces the sentence whenever it is another one; undefined is silence. */
export function useAnnouncement(sentence: string | undefined): void {
  useEffect(() => {
    if (sentence !== undefined) announce(sentence);
  }, [sentence]);
}
