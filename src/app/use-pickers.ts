/** What to do with chosen photos in; functions that open the system's dialogs for a folder, photos or a query out. */
import { useCallback, useMemo } from 'react';
import type { Offer } from '../contract';
import { asError, isAbort } from '../errors';
import { offerFromFiles, offerFromFolderInput, offerFromHandle } from './offers';

export interface Pickers {
  readonly chooseFolder: () => void;
  readonly choosePhotos: () => void;
  readonly chooseQuery: () => void;
}

interface PickerHandlers {
  readonly onOffer: (offer: Offer) => Promise<void>;
  readonly onQuery: (photo: File) => void;
  readonly onProblem: (problem: Error) => void;
  /** Photos found while a folder is being listed; undefined at its end. */
  readonly onFound: (photos: number | undefined) => void;
}

/** Asks for files by an input that exists only as long as its dialog. */
function askFiles(folder: boolean, multiple: boolean, take: (files: File[]) => void): void {
  const input = document.createElement('input');
  input.type = 'file';
  input.multiple = multiple;
  input.hidden = true;
  if (folder) input.webkitdirectory = true;
  else input.accept = 'image/*';
  input.addEventListener('change', () => {
    take(Array.from(input.files ?? []));
    input.remove();
  });
  input.addEventListener('cancel', () => {
    input.remove();
  });
  // some browsers open the dialog only for an input that is in the page
  document.body.append(input);
  input.click();
}

export function usePickers({ onOffer, onQuery, onProblem, onFound }: PickerHandlers): Pickers {
  const takeFolder = useCallback(
    async (handle: FileSystemDirectoryHandle) => {
      try {
        const offer = await offerFromHandle(handle, onFound);
        onFound(undefined);
        await onOffer(offer);
      } finally {
        onFound(undefined);
      }
    },
    [onOffer, onFound],
  );

  const chooseFolder = useCallback(() => {
    if ('showDirectoryPicker' in window) {
      window
        .showDirectoryPicker({ id: 'photos', mode: 'read' })
        .then(takeFolder)
        .catch((error: unknown) => {
          if (!isAbort(error)) onProblem(asError(error));
        });
    } else {
      askFiles(true, true, (files) => {
        void onOffer(offerFromFolderInput(files));
      });
    }
  }, [takeFolder, onOffer, onProblem]);

  const choosePhotos = useCallback(() => {
    askFiles(false, true, (files) => {
      if (files.length > 0) void onOffer(offerFromFiles(files));
    });
  }, [onOffer]);

  const chooseQuery = useCallback(() => {
    askFiles(false, false, ([photo]) => {
      if (photo) onQuery(photo);
    });
  }, [onQuery]);

  return useMemo(
    () => ({ chooseFolder, choosePhotos, chooseQuery }),
    [chooseFolder, choosePhotos, chooseQuery],
  );
}
