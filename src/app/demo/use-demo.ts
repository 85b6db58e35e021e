/** Provides the demo: its state and the search in it. */
import { useEffect, useMemo, useSyncExternalStore } from 'react';
import type { DemoState } from '../../contract/demo';
import type { DemoWorkers, Workers } from '../../threads/start-photos';
import type { DemoStore } from './demo-store';
import type { WordsCalls } from '../search/answer';
import { useBrowsing, type Browsing } from '../search/use-browsing';

/** The calls of the demo's page. */
export interface DemoCalls {
  readonly encoder: Workers['encoder'];
  readonly words: WordsCalls;
  /** Its worker starts with the first access. */
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
 * @param isShown the demo opens once it is true.
 * @param fingerprint of the active encoder, undefined until it is known; another one opens the demo again.
 * @param words calls of the active encoder.
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
  // the revision changes when encoding ends, so that a search begun meanwhile runs again on the whole demo
  const browsing = useBrowsing(workers, state?.filling === undefined ? 'whole' : 'filling', onProblem);
  useEffect(() => {
    if (isShown) void store.open(fingerprint);
  }, [store, isShown, fingerprint]);
  return { ...browsing, workers, state, failure };
}
