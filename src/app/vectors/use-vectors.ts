/** The vectors' store in; what is stored, the metric, and calls whose failures become the page's problem, out. */
import { useCallback, useEffect, useState, useSyncExternalStore } from 'react';
import type { Metric, RowFormat } from '../../contract/metric';
import type { VectorsState } from '../../contract/vectors';
import { asError, hasName } from '../../shared/errors';
import { keepStored } from '../offline/keep-stored';
import { show, useShown, type Shown } from '../ui/use-shown';
import { useTable, type Table } from '../jobs/use-table';
import type { VectorStore } from './vector-store';

export interface Vectors {
  readonly shown: Shown;
  readonly store: VectorStore;
  readonly state: VectorsState | undefined;
  readonly failure: Error | undefined;
  /** Of every vector's lookalikes. */
  readonly table: Table;
  /** Of the vectors that are stored, or of those that will be opened next. */
  readonly metric: Metric;
  readonly choose: (metric: Metric) => void;
  readonly importFiles: (files: readonly File[]) => Promise<void>;
  /** Files that wait for an answer: they may not fit into memory. */
  readonly waiting: WaitingFiles | undefined;
}

/** Files that were refused for want of memory. */
export interface WaitingFiles {
  readonly error: Error;
  /** Opens them in this format after all; without one they are forgotten. */
  readonly answer: (format?: RowFormat) => void;
}

/** What a device has where the browser does not say. */
const USUAL_GIB = 8;

/** The other half is for the browser, the page and everything else. In bytes; browsers tell no more than a bound. */
function memoryForVectors(): number {
  const told: unknown = Reflect.get(navigator, 'deviceMemory');
  return ((typeof told === 'number' ? told : USUAL_GIB) * 2 ** 30) / 2;
}

/**
 * @param photosReady from then on the page asks what vectors are stored; at once where they are shown.
 * @param onProblem told why a call was refused, and `undefined` when another begins.
 */
export function useVectors(
  store: VectorStore,
  photosReady: boolean,
  onProblem: (problem: Error | undefined) => void,
): Vectors {
  const { state, failure } = useSyncExternalStore(store.subscribe, store.snapshot);
  const shown = useShown();
  const [chosen, setChosen] = useState<Metric>();
  const table = useTable(() => store.catalogue, state?.catalogue?.table, onProblem);
  const metric = chosen ?? state?.stored?.metric ?? 'cosine';

  useEffect(() => {
    if (shown !== 'vectors') {
      if (photosReady) store.start();
      return;
    }
    store.open().catch((error: unknown) => {
      onProblem(asError(error));
    });
  }, [store, shown, photosReady, onProblem]);

  const choose = useCallback(
    (next: Metric) => {
      onProblem(undefined);
      setChosen(next);
      if (!store.snapshot().state?.stored) return;
      store.catalogue.compareBy(next).catch((error: unknown) => {
        setChosen(undefined);
        onProblem(asError(error));
      });
    },
    [store, onProblem],
  );

  const [waiting, setWaiting] = useState<{ readonly files: readonly File[]; readonly error: Error }>();

  const importFiles = useCallback(
    async (files: readonly File[], format?: RowFormat) => {
      onProblem(undefined);
      setWaiting(undefined);
      try {
        await store.importFiles(files, metric, { format, memoryBytes: memoryForVectors() });
        show('vectors');
        await keepStored();
      } catch (thrown) {
        const error = asError(thrown);
        if (hasName(error, 'MemoryShort')) setWaiting({ files, error });
        else onProblem(error);
      }
    },
    [store, metric, onProblem],
  );

  const answer = (format?: RowFormat) => {
    if (waiting && format) void importFiles(waiting.files, format);
    setWaiting(undefined);
  };
  return {
    shown,
    store,
    state,
    failure,
    table,
    metric,
    choose,
    importFiles,
    waiting: waiting && { error: waiting.error, answer },
  };
}
