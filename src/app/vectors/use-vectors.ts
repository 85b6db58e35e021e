/** Provides the catalogue of vectors: its state, its metric, its table and its import. */
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
  /** The lookalike table of all vectors. */
  readonly table: Table;
  /** Metric of the stored vectors, or of those that will be opened next. */
  readonly metric: Metric;
  readonly choose: (metric: Metric) => void;
  readonly importFiles: (files: readonly File[]) => Promise<void>;
  /** Files that may not fit into memory, waiting for the user's answer. */
  readonly waiting: WaitingFiles | undefined;
}

/** Files that were refused with `MemoryShort`. */
export interface WaitingFiles {
  readonly error: Error;
  /** Opens the files in the given format; without one, drops them. */
  readonly answer: (format?: RowFormat) => void;
}

/** Memory in GiB assumed where the browser does not report it. */
const USUAL_GIB = 8;

/**
 * Returns half of the device's memory in bytes; the other half is left to the browser, the page and everything else.
 * Browsers report only a bound of it.
 */
function memoryForVectors(): number {
  const told: unknown = Reflect.get(navigator, 'deviceMemory');
  return ((typeof told === 'number' ? told : USUAL_GIB) * 2 ** 30) / 2;
}

/**
 * @param photosReady the workers are started once it is true; at once where the vectors are shown.
 * @param onProblem called with the error of a failed call, and with `undefined` when another begins.
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
