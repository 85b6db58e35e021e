/** Photos that come while encoders are compared in; the newest of them as a query, until it is left, out. */
import { useCallback, useEffect, useMemo, useState } from 'react';
import type { PhotoQuery } from '../search/query';

/** A photo from outside the catalogue that encoders are compared by. */
export interface ComparePhoto {
  /** Undefined where they are compared by a product. */
  readonly photo: PhotoQuery | undefined;
  readonly take: (photo: File) => void;
  readonly leave: () => void;
}

export function useComparePhoto(): ComparePhoto {
  const [photo, setPhoto] = useState<PhotoQuery>();
  useEffect(() => {
    if (!photo) return;
    return () => {
      URL.revokeObjectURL(photo.url);
    };
  }, [photo]);
  const take = useCallback((file: File) => {
    setPhoto({ kind: 'photo', name: file.name, photo: file, url: URL.createObjectURL(file) });
  }, []);
  const leave = useCallback(() => {
    setPhoto(undefined);
  }, []);
  return useMemo(() => ({ photo, take, leave }), [photo, take, leave]);
}
