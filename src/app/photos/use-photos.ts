/** Provides the catalogue of photos: its search, its lookalike table and its actions. */
import { useCallback, useMemo } from 'react';
import type { CatalogueState } from '../../contract/catalogue';
import type { Offer } from '../../contract/photo';
import { asError } from '../../shared/errors';
import type { Workers } from '../../threads/start-photos';
import type { WordsCalls } from '../search/answer';
import { keepStored } from '../offline/keep-stored';
import { useBrowsing, type Browsing } from '../search/use-browsing';
import { show } from '../ui/use-shown';
import { useTable, type Table } from '../jobs/use-table';

/** The catalogue of photos as the page holds it. */
export interface Photos extends Browsing {
  readonly workers: Workers;
  /** Undefined until the catalogue is open. */
  readonly state: CatalogueState | undefined;
  readonly table: Table;
  readonly add: (offer: Offer) => Promise<void>;
  readonly removeOpened: () => void;
  readonly clear: () => void;
  /** Embeds with the active encoder what it has not embedded yet. */
  readonly embedAgain: () => void;
}

/**
 * @param keptId id of the active encoder; undefined for the shipped one.
 * @param words calls of the active encoder.
 * @param onProblem called with the error of a failed call, and with `undefined` when another begins.
 */
export function usePhotos(
  workers: Workers,
  keptId: string | undefined,
  state: CatalogueState | undefined,
  words: WordsCalls,
  onProblem: (problem: Error | undefined) => void,
): Photos {
  const answering = useMemo(() => ({ ...workers, words }), [workers, words]);
  // the revision changes when loading ends, so that a search begun meanwhile runs again on the whole catalogue
  const browsing = useBrowsing(
    answering,
    `${state?.encoder ?? ''} ${state?.filling === undefined ? (state?.revision ?? 0) : 'filling'}`,
    onProblem,
  );
  const { opened, closeSearch } = browsing;
  const table = useTable(() => workers.catalogue, state?.table, onProblem);

  const add = useCallback(
    async (offer: Offer) => {
      onProblem(undefined);
      show('photos');
      try {
        await workers.catalogue.add(offer);
        await keepStored();
      } catch (error) {
        onProblem(asError(error));
      }
    },
    [workers, onProblem],
  );

  const removeOpened = useCallback(() => {
    if (!opened) return;
    closeSearch();
    workers.catalogue.remove([opened.id]).catch((error: unknown) => {
      onProblem(asError(error));
    });
  }, [opened, closeSearch, workers, onProblem]);

  const clear = useCallback(() => {
    closeSearch();
    workers.catalogue.clear().catch((error: unknown) => {
      onProblem(asError(error));
    });
  }, [closeSearch, workers, onProblem]);

  const embedAgain = useCallback(() => {
    workers.encoders.embed(keptId).catch((error: unknown) => {
      onProblem(asError(error));
    });
  }, [workers, keptId, onProblem]);

  return { ...browsing, workers, state, table, add, removeOpened, clear, embedAgain };
}
