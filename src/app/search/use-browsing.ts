/** Provides the search in a catalogue of photos: by a photo, a product or words. */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Focus } from '../../contract/photo';
import type { Product } from '../../contract/product';
import type { Answering } from './answer';
import type { Search } from './query';
import { useSearch } from './use-search';
import { USUAL_SHARE, type Words } from './words-in-space';

export interface Browsing {
  readonly search: Search | undefined;
  /** The product that is the query. */
  readonly opened: Product | undefined;
  readonly searchPhoto: (photo: File) => void;
  readonly openProduct: (product: Product) => void;
  readonly refocus: (focus: Focus) => void;
  /**
   * Searches by words, beside the photo or product that is the query. An empty text removes the words from it, or closes
   * a search by words alone.
   */
  readonly searchWords: (text: string) => void;
  readonly reword: (words: Words | undefined) => void;
  /** Whether the active encoder has a text model. */
  readonly takesWords: boolean;
  readonly closeSearch: () => void;
}

/**
 * @param revision of the catalogue: the search runs again when it changes.
 * @param onProblem called with `undefined` when a search begins.
 */
export function useBrowsing(
  workers: Answering,
  revision: number | string,
  onProblem: (problem: Error | undefined) => void,
): Browsing {
  const { search, start, refocus, reword, close } = useSearch(workers, revision);
  const [opened, setOpened] = useState<Product>();
  const scrolledTo = useRef(0);

  const toTop = useCallback(() => {
    if (!search) scrolledTo.current = window.scrollY;
    window.scrollTo({ top: 0 });
  }, [search]);

  const searchPhoto = useCallback(
    (photo: File) => {
      onProblem(undefined);
      setOpened(undefined);
      start({ kind: 'photo', name: photo.name, photo, url: URL.createObjectURL(photo) });
      toTop();
    },
    [start, toTop, onProblem],
  );

  const openProduct = useCallback(
    (product: Product) => {
      onProblem(undefined);
      setOpened(product);
      start({ kind: 'product', id: product.id, name: product.name });
      toTop();
    },
    [start, toTop, onProblem],
  );

  const closeSearch = useCallback(() => {
    if (!search) return;
    close();
    setOpened(undefined);
    requestAnimationFrame(() => {
      window.scrollTo({ top: scrolledTo.current });
    });
  }, [search, close]);

  const searchWords = useCallback(
    (typed: string) => {
      const text = typed.trim();
      const isPhoto = search !== undefined && search.query.kind !== 'words';
      onProblem(undefined);
      if (isPhoto) {
        reword(text === '' ? undefined : { text, share: search.words?.share ?? USUAL_SHARE });
      } else if (text === '') {
        closeSearch();
      } else {
        setOpened(undefined);
        start({ kind: 'words', name: text });
        toTop();
      }
    },
    [search, start, reword, closeSearch, toTop, onProblem],
  );

  const { areTaken } = workers.words;
  const isWithoutWords = areTaken === false;
  useEffect(() => {
    // the encoder that became active has no text model: search by the photo alone
    if (isWithoutWords && search?.words) reword(undefined);
  }, [isWithoutWords, search, reword]);
  // hidden, not closed: the search is shown again once an encoder with a text model is active
  const shown = isWithoutWords && search?.query.kind === 'words' ? undefined : search;

  const takesWords = areTaken === true;
  return {
    search: shown,
    opened,
    searchPhoto,
    openProduct,
    refocus,
    searchWords,
    reword,
    takesWords,
    closeSearch,
  };
}
