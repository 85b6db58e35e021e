/** Provides the custom models on this device, what the hub has, and the actions on both. */
import { useCallback, useMemo, useRef, useState } from 'react';
import type { EncoderOutput, Preprocessing } from '../../contract/card';
import { asError, hasName, isAbort } from '../../shared/errors';
import { DEFAULT_MODEL } from '../../shared/shipped-models';
import type { HubModel, KeptModel, ModelProgress, ShippedTrial } from '../../contract/models';
import { startModelsWorker, type ModelsWorker } from '../../threads/start-models';
import { keepStored } from '../offline/keep-stored';
import { USUAL } from './usual-preprocessing';

/** State and actions of the encoders panel. */
export interface Models {
  readonly isShown: boolean;
  readonly toggle: () => void;
  /** The custom models; undefined until they have been listed. */
  readonly kept: readonly KeptModel[] | undefined;
  /** The hub's last answer. */
  readonly found: HubModel | undefined;
  /** The action that runs, with its progress. */
  readonly busy: 'asking' | ModelProgress | undefined;
  /** Asks the hub, which sends requests off this device. */
  readonly lookUp: (typed: string) => void;
  /** Fetches a variant of the model in `found`. */
  readonly fetch: (path: string, withText: boolean) => void;
  /** Fetches the text model of a custom model that was added without it. */
  readonly fetchText: (id: string) => void;
  readonly cancel: () => void;
  readonly importModel: (files: readonly File[]) => void;
  readonly correct: (id: string, preprocessing: Preprocessing, output: EncoderOutput) => void;
  readonly remove: (id: string) => void;
  /** Lists the models for screens that need them without the panel. */
  readonly list: () => void;
  /** Tries the shipped encoder on this device; measured once a page, with the first call. */
  readonly tryShipped: () => Promise<ShippedTrial>;
  /** Makes an encoder active; without an id the shipped one. */
  readonly use: (id: string | undefined) => void;
}

/** Errors after which the runtime is unusable: the next call starts a new worker. */
const RUNTIME_LOST = ['WorkerDied', 'EncoderFailed', 'ModelTooLarge'] as const;

/** The same model without its text half. */
function withoutText({ repo, revision, variants, preprocessing }: HubModel): HubModel {
  return { repo, revision, variants, ...(preprocessing ? { preprocessing } : {}) };
}

/**
 * @param use makes an encoder active.
 * @param onProblem called with the error of a failed call, and with `undefined` when another begins.
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
        // start the worker late: its runtime takes memory, and only these actions need it
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
          // an abort means that another encoder was chosen meanwhile
          if (!isAbort(error)) onProblem(asError(error));
        });
      },
    }),
    [isShown, kept, found, busy, show, act, use, onProblem],
  );
}
