/** Holds the photo from outside the catalogue that encoders are compared by, until it is left. */
import { useCallback, useEffect, useMemo, useState } from 'react';
import type { PhotoQuery } from '../search/query';

/** A photo from outside the catalogue that encoders are compared by. */
export interface ComparePhoto {
  /** Undefined where they are compared by a product. */
  readonly photo: PhotoQuery | undefined;
  readonly setPhoto: (photo: File) => void;
  readonly leave: () => void;
}

export function useComparePhoto(): ComparePhoto {
  const [photo, setQuery] = useState<PhotoQuery>();
  useEffect(() => {
    if (!photo) return;
    return () => {
      URL.revokeObjectURL(photo.url);
    };
  }, [photo]);
  const setPhoto = useCallback((file: File) => {
    setQuery({ kind: 'photo', name: file.name, photo: file, url: URL.createObjectURL(file) });
  }, []);
  const leave = useCallback(() => {
    setQuery(undefined);
  }, []);
  return useMemo(() => ({ photo, setPhoto, leave }), [photo, setPhoto, leave]);
}
