/** The demo's store in; the search in it, and what is shown of it, out. */
import { useEffect, useMemo, useSyncExternalStore } from 'react';
import type { DemoState } from '../../contract/demo';
import type { DemoWorkers, Workers } from '../../threads/start-photos';
import type { DemoStore } from './demo-store';
import type { WordsCalls } from '../search/answer';
import { useBrowsing, type Browsing } from '../search/use-browsing';

/** What the demo's page may ask. */
export interface DemoCalls {
  readonly encoder: Workers['encoder'];
  readonly words: WordsCalls;
  /** Its worker starts with the first use. */
  readonly catalogue: DemoWorkers['catalogue'];
}

/** The demo as the page holds it. */
export interface Demo extends Browsing {
  readonly workers: DemoCalls;
  /** Undefined until the demo has been shown and is ready. */
  readonly state: DemoState | undefined;
  readonly failure: Error | undefined;
}

/**
 * @param isShown from then on the demo is made ready.
 * @param fingerprint of the encoder that answers, undefined until it has been told; another one makes the demo anew.
 * @param words of that encoder.
 */
export function useDemo(
  store: DemoStore,
  isShown: boolean,
  fingerprint: string | undefined,
  words: WordsCalls,
  onProblem: (problem: Error | undefined) => void,
): Demo {
  const { state, failure } = useSyncExternalStore(store.subscribe, store.snapshot);
  const workers = useMemo<DemoCalls>(
    () => ({
      encoder: store.encoder,
      words,
      get catalogue() {
        return store.catalogue;
      },
    }),
    [store, words],
  );
  // what was asked while the demo was encoded is asked again when all of it is there
  const browsing = useBrowsing(workers, state?.filling === undefined ? 'whole' : 'filling', onProblem);
  useEffect(() => {
    if (isShown) void store.open(fingerprint);
  }, [store, isShown, fingerprint]);
  return { ...browsing, workers, state, failure };
}
