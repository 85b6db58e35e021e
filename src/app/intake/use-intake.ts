/** Carries out what dropped, pasted and shared files are meant for. */
import { useCallback, useEffect } from 'react';
import type { Offer } from '../../contract/photo';
import { intentOf, type Dropped, type DropPlace, type Intent } from './intent';
import { useGivenPhotos } from './use-given-photos';

/** The functions that carry out the intents. */
export interface IntakeActions {
  readonly add: (offer: Offer) => Promise<void>;
  /** Searches with one photo; the key is the screen that it was dropped on. */
  readonly searchPhoto: Readonly<Record<Extract<Intent, { kind: 'search' }>['where'], (photo: File) => void>>;
  readonly importModel: (files: readonly File[]) => void;
  readonly importVectors: (files: readonly File[]) => Promise<void>;
  /** Reports why files were refused. */
  readonly report: (problem: Error) => void;
}

async function carryOut(intent: Intent, actions: IntakeActions): Promise<void> {
  switch (intent.kind) {
    case 'add':
      return actions.add(intent.offer);
    case 'search':
      actions.searchPhoto[intent.where](intent.photo);
      return;
    case 'import-model':
      actions.importModel(intent.files);
      return;
    case 'import-vectors':
      return actions.importVectors(intent.files);
    case 'refuse':
      actions.report(intent.error);
  }
}

/**
 * Listens for pasted files and for photos that the system hands over.
 *
 * @param isReady photos that the system hands over before it is true wait until it is.
 * @returns handles a drop; resolves once folders have been queued.
 */
export function useIntake(
  place: DropPlace,
  actions: IntakeActions,
  isReady: boolean,
): (dropped: Dropped) => Promise<void> {
  const handleDrop = useCallback(
    async (dropped: Dropped) => {
      for (const intent of intentOf(dropped, place)) await carryOut(intent, actions);
    },
    [place, actions],
  );
  const handleFiles = useCallback(
    (files: readonly File[]) => void handleDrop({ folders: [], files }),
    [handleDrop],
  );
  useGivenPhotos(handleFiles, isReady);

  useEffect(() => {
    const paste = (event: ClipboardEvent) => {
      const files = Array.from(event.clipboardData?.files ?? []);
      if (files.length === 0) return;
      event.preventDefault();
      handleFiles(files);
    };
    window.addEventListener('paste', paste);
    return () => {
      window.removeEventListener('paste', paste);
    };
  }, [handleFiles]);
  return handleDrop;
}
