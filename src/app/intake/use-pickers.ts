/** Opens the system's dialogs for photos, vectors and models. */
import { useCallback, useMemo } from 'react';
import type { Offer } from '../../contract/photo';
import { asError, isAbort } from '../../shared/errors';
import type { Pickers } from './pickers';
import { offerFromFiles, offerFromFolderInput, offerFromHandle } from './offers';

const VECTOR_FILES = '.npy,.npz,.txt,.csv';
/** Accepts any file: a model's data files can have any name. */
const MODEL_FILES = '';

interface PickerHandlers {
  readonly onOffer: (offer: Offer) => Promise<void>;
  readonly onQuery: (photo: File) => void;
  readonly onVectors: (files: readonly File[]) => Promise<void>;
  readonly onModel: (files: readonly File[]) => void;
  readonly onProblem: (problem: Error) => void;
  /** Called with the photos found while a folder is being listed; with undefined at its end. */
  readonly onFound: (photos: number | undefined) => void;
}

/** Asks for files with a hidden input that is removed once its dialog closes. */
function askFiles(
  folder: boolean,
  multiple: boolean,
  take: (files: FileList) => void,
  accept = 'image/*',
): void {
  const input = document.createElement('input');
  input.type = 'file';
  input.multiple = multiple;
  input.hidden = true;
  if (folder) input.webkitdirectory = true;
  else input.accept = accept;
  input.addEventListener('change', () => {
    if (input.files) take(input.files);
    input.remove();
  });
  input.addEventListener('cancel', () => {
    input.remove();
  });
  // some browsers open the dialog only for an input that is in the page
  document.body.append(input);
  input.click();
}

export function usePickers({
  onOffer,
  onQuery,
  onVectors,
  onModel,
  onProblem,
  onFound,
}: PickerHandlers): Pickers {
  const takeFolder = useCallback(
    (listing: Promise<Offer>) => {
      listing
        .then(onOffer)
        .catch((error: unknown) => {
          if (!isAbort(error)) onProblem(asError(error));
        })
        .finally(() => {
          onFound(undefined);
        });
    },
    [onOffer, onProblem, onFound],
  );

  const chooseFolder = useCallback(() => {
    if ('showDirectoryPicker' in window) {
      const chosen = window.showDirectoryPicker({ id: 'photos', mode: 'read' });
      takeFolder(chosen.then((handle) => offerFromHandle(handle, onFound)));
    } else {
      askFiles(true, true, (files) => {
        takeFolder(offerFromFolderInput(files, onFound));
      });
    }
  }, [takeFolder, onFound]);

  const choosePhotos = useCallback(() => {
    askFiles(false, true, (files) => {
      if (files.length > 0) void onOffer(offerFromFiles(files));
    });
  }, [onOffer]);

  const chooseQuery = useCallback(() => {
    askFiles(false, false, (files) => {
      const photo = files.item(0);
      if (photo) onQuery(photo);
    });
  }, [onQuery]);

  const chooseVectors = useCallback(() => {
    askFiles(
      false,
      true,
      (files) => {
        if (files.length > 0) void onVectors(Array.from(files));
      },
      VECTOR_FILES,
    );
  }, [onVectors]);

  const chooseModel = useCallback(() => {
    askFiles(
      false,
      true,
      (files) => {
        if (files.length > 0) onModel(Array.from(files));
      },
      MODEL_FILES,
    );
  }, [onModel]);

  return useMemo(
    () => ({ chooseFolder, choosePhotos, chooseQuery, chooseVectors, chooseModel }),
    [chooseFolder, choosePhotos, chooseQuery, chooseVectors, chooseModel],
  );
}
