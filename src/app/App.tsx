/** The workers' store in; the whole page out. */
import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import type { Offer, Product } from '../contract';
import { asError } from '../errors';
import { CatalogueGrid } from './CatalogueGrid';
import { DropTarget } from './DropTarget';
import { EmptyState } from './EmptyState';
import { focusFor, modeOf, type FocusMode } from './focus-mode';
import { Footer } from './Footer';
import { Header } from './Header';
import { JobBar } from './JobBar';
import type { LookalikeStore } from './lookalike-store';
import { Notice } from './Notice';
import type { Dropped } from './offers';
import { QueryView } from './QueryView';
import { usePickers } from './use-pickers';
import { useSearch } from './use-search';
import { useShortcuts } from './use-shortcuts';

export function App({ store }: { readonly store: LookalikeStore }) {
  const { workers } = store;
  const { state, encoder, failure, offline = false } = useSyncExternalStore(store.subscribe, store.snapshot);
  const revision = state?.revision ?? 0;
  const products = state?.products ?? 0;
  const { search, start, refocus, close } = useSearch(workers, revision);
  const [opened, setOpened] = useState<Product>();
  const [problem, setProblem] = useState<Error>();
  const [found, setFound] = useState<number>();
  const scrolledTo = useRef(0);
  const ready = state !== undefined;

  const add = useCallback(
    async (offer: Offer) => {
      setProblem(undefined);
      try {
        await workers.catalogue.add(offer);
        // without this the browser may clear the catalogue when the disk runs low
        await navigator.storage.persist();
      } catch (error) {
        setProblem(asError(error));
      }
    },
    [workers],
  );

  const toTop = useCallback(() => {
    if (!search) scrolledTo.current = window.scrollY;
    window.scrollTo({ top: 0 });
  }, [search]);

  const searchPhoto = useCallback(
    (photo: File) => {
      setProblem(undefined);
      setOpened(undefined);
      start({ kind: 'photo', name: photo.name, photo, url: URL.createObjectURL(photo) });
      toTop();
    },
    [start, toTop],
  );

  const openProduct = useCallback(
    (product: Product) => {
      setProblem(undefined);
      setOpened(product);
      start({ kind: 'product', id: product.id, name: product.name });
      toTop();
    },
    [start, toTop],
  );

  const closeSearch = useCallback(() => {
    if (!search) return;
    close();
    setOpened(undefined);
    requestAnimationFrame(() => {
      window.scrollTo({ top: scrolledTo.current });
    });
  }, [search, close]);

  const removeOpened = useCallback(() => {
    if (!opened) return;
    closeSearch();
    workers.catalogue.remove([opened.id]).catch((error: unknown) => {
      setProblem(asError(error));
    });
  }, [opened, closeSearch, workers]);

  const clear = useCallback(() => {
    closeSearch();
    workers.catalogue.clear().catch((error: unknown) => {
      setProblem(asError(error));
    });
  }, [closeSearch, workers]);

  /** One photo asks a question; several photos, or the first one, fill the catalogue. */
  const take = useCallback(
    async ({ folders, files }: Dropped) => {
      for (const folder of folders) await add(folder);
      const [first] = files;
      if (files.length === 1 && first && products > 0) searchPhoto(first);
      else if (first) await add({ photos: files.map((photo) => ({ path: photo.name, photo })) });
    },
    [add, products, searchPhoto],
  );

  const pickers = usePickers({
    onOffer: add,
    onQuery: searchPhoto,
    onProblem: setProblem,
    onFound: setFound,
  });
  const focusOn = (mode: FocusMode) => () => {
    if (search && modeOf(search.focus) !== mode) refocus(focusFor(mode, search));
  };
  useShortcuts(
    {
      f: pickers.chooseFolder,
      p: pickers.choosePhotos,
      s: products > 0 ? pickers.chooseQuery : undefined,
      a: focusOn('auto'),
      o: focusOn('off'),
      h: focusOn('by-hand'),
      Escape: closeSearch,
      Delete: removeOpened,
      k: () => {
        const running = state?.job?.state === 'running';
        void (running ? workers.catalogue.pause() : workers.catalogue.resume());
      },
    },
    ready,
  );

  useEffect(() => {
    const paste = (event: ClipboardEvent) => {
      const files = Array.from(event.clipboardData?.files ?? []);
      if (files.length === 0) return;
      event.preventDefault();
      void take({ folders: [], files });
    };
    window.addEventListener('paste', paste);
    return () => {
      window.removeEventListener('paste', paste);
    };
  }, [take]);

  const shown = problem ?? failure;
  return (
    <DropTarget onDrop={take} onProblem={setProblem} onFound={setFound} disabled={!ready}>
      <Header ready={ready} products={products} encoder={encoder} pickers={pickers} />
      <main>
        {shown && (
          <Notice
            error={shown}
            onClose={
              problem
                ? () => {
                    setProblem(undefined);
                  }
                : undefined
            }
          />
        )}
        {found !== undefined && (
          <p className="notice" role="status">
            Reading the folder: {found} photos found so far.
          </p>
        )}
        {state && state.stale > 0 && state.job?.state !== 'running' && (
          <div className="notice">
            <p>
              <strong>{state.stale} products were encoded by another encoder</strong> and are not searched.
            </p>
            <button
              type="button"
              className="button"
              onClick={() => {
                void workers.catalogue.reembed();
              }}
            >
              Encode again
            </button>
          </div>
        )}
        {search && (
          <QueryView
            workers={workers}
            search={search}
            queryProduct={opened}
            onOpen={openProduct}
            onFocus={refocus}
            onRemove={removeOpened}
            onClose={closeSearch}
          />
        )}
        {state && products === 0 && state.job === undefined && <EmptyState pickers={pickers} />}
        {state && products > 0 && (
          <>
            <CatalogueGrid
              workers={workers}
              products={products}
              revision={revision}
              currentId={opened?.id}
              onOpen={openProduct}
            />
            <Footer products={products} usageBytes={state.usageBytes} offline={offline} onClear={clear} />
          </>
        )}
      </main>
      {state?.job && <JobBar workers={workers} job={state.job} onChooseFolder={pickers.chooseFolder} />}
    </DropTarget>
  );
}
