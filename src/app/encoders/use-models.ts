/** The models worker in; the encoders on this device, what the hub has, and what can be done with them, out. */
import { useCallback, useMemo, useRef, useState } from 'react';
import type { EncoderOutput, Preprocessing } from '../../contract/card';
import { asError, hasName, isAbort } from '../../shared/errors';
import { DEFAULT_MODEL } from '../../shared/shipped-models';
import type { HubModel, KeptModel, ModelProgress, ShippedTrial } from '../../contract/models';
import { startModelsWorker, type ModelsWorker } from '../../threads/start-models';
import { keepStored } from '../offline/keep-stored';
import { USUAL } from './usual-preprocessing';

/** What the panel shows and does. */
export interface Models {
  readonly isShown: boolean;
  readonly toggle: () => void;
  /** Undefined until they have been listed. */
  readonly kept: readonly KeptModel[] | undefined;
  /** What the hub answered last. */
  readonly found: HubModel | undefined;
  /** What is under way. */
  readonly busy: 'asking' | ModelProgress | undefined;
  /** Asks the hub: requests leave this device. */
  readonly lookUp: (typed: string) => void;
  /** Fetches a variant of what was found. */
  readonly fetch: (path: string, withText: boolean) => void;
  /** Fetches the text model of a model that came in without it. */
  readonly fetchText: (id: string) => void;
  readonly cancel: () => void;
  readonly importModel: (files: readonly File[]) => void;
  readonly correct: (id: string, preprocessing: Preprocessing, output: EncoderOutput) => void;
  readonly remove: (id: string) => void;
  /** Lists them, where they are needed without the panel. */
  readonly list: () => void;
  /** How the shipped encoder fares here; measured once a page, when it is first asked. */
  readonly tryShipped: () => Promise<ShippedTrial>;
  /** Has an encoder answer; without an id the shipped one. */
  readonly use: (id: string | undefined) => void;
}

/** A runtime that has failed, or run out of memory, is done for: the next call has a worker of its own. */
const RUNTIME_LOST = ['WorkerDied', 'EncoderFailed', 'ModelTooLarge'] as const;

/** The same model, to be had for photos alone. */
function withoutText({ repo, revision, variants, preprocessing }: HubModel): HubModel {
  return { repo, revision, variants, ...(preprocessing ? { preprocessing } : {}) };
}

/**
 * @param use has an encoder answer.
 * @param onProblem told why a call was refused, and `undefined` when another begins.
 */
export function useModels(
  use: (id: string | undefined) => Promise<void>,
  onProblem: (problem: Error | undefined) => void,
): Models {
  const started = useRef<ModelsWorker>(undefined);
  const shipped = useRef<Promise<ShippedTrial>>(undefined);
  const underWay = useRef<AbortController>(undefined);
  const [isShown, setIsShown] = useState(false);
  const [kept, setKept] = useState<readonly KeptModel[]>();
  const [found, setFound] = useState<HubModel>();
  const [busy, setBusy] = useState<Models['busy']>();

  const act = useCallback(
    async (first: Models['busy'], work: (api: ModelsWorker, signal: AbortSignal) => Promise<void>) => {
      onProblem(undefined);
      underWay.current?.abort();
      const mine = new AbortController();
      underWay.current = mine;
      setBusy(first);
      try {
        // its runtime takes memory: nobody needs it before the panel is opened
        const api = (started.current ??= startModelsWorker());
        await work(api, mine.signal);
        setKept(await api.list());
      } catch (error) {
        if (!isAbort(error)) onProblem(asError(error));
        if (RUNTIME_LOST.some((name) => hasName(error, name))) {
          started.current?.end();
          started.current = undefined;
        }
      } finally {
        if (underWay.current === mine) setBusy(undefined);
      }
    },
    [onProblem],
  );

  const show = useCallback(() => {
    setIsShown(true);
    void act(undefined, async () => undefined);
  }, [act]);

  return useMemo(
    () => ({
      isShown,
      kept,
      found,
      busy,
      toggle: () => {
        if (isShown) setIsShown(false);
        else show();
      },
      lookUp: (typed) => {
        setFound(undefined);
        void act('asking', async (api, signal) => {
          setFound(await api.lookUp(typed, { signal }));
        });
      },
      fetch: (path, withText) => {
        if (!found) return;
        const wanted = withText ? found : withoutText(found);
        void act({ stage: 'fetching', doneBytes: 0, totalBytes: 0 }, async (api, signal) => {
          await api.fetch(wanted, path, USUAL, setBusy, { signal });
          setFound(undefined);
          await keepStored();
        });
      },
      fetchText: (id) => {
        void act({ stage: 'fetching', doneBytes: 0, totalBytes: 0 }, async (api, signal) => {
          await api.fetchText(id, setBusy, { signal });
        });
      },
      cancel: () => {
        underWay.current?.abort();
        setBusy(undefined);
      },
      importModel: (files) => {
        setIsShown(true);
        void act({ stage: 'checking', doneBytes: 0, totalBytes: 0 }, async (api) => {
          await api.take(files, USUAL, setBusy);
          await keepStored();
        });
      },
      correct: (id, preprocessing, output) => {
        void act({ stage: 'trying', doneBytes: 0, totalBytes: 0 }, async (api) => {
          await api.correct(id, preprocessing, output);
        });
      },
      remove: (id) => {
        void act(undefined, (api) => api.remove(id));
      },
      list: () => {
        void act(undefined, async () => undefined);
      },
      tryShipped: () => {
        started.current ??= startModelsWorker();
        shipped.current ??= started.current.tryShipped(
          new URL(`${import.meta.env.BASE_URL}models/${DEFAULT_MODEL}/`, window.location.href).href,
        );
        return shipped.current;
      },
      use: (id) => {
        onProblem(undefined);
        use(id).catch((error: unknown) => {
          // of one that another has taken over from nobody needs to know
          if (!isAbort(error)) onProblem(asError(error));
        });
      },
    }),
    [isShown, kept, found, busy, show, act, use, onProblem],
  );
}
