/** Draws the catalogue of vectors, whose names can be browsed, found and opened for lookalikes. */
import { useCallback, useMemo, useRef, useState } from 'react';
import type { Metric } from '../../contract/metric';
import type { Product } from '../../contract/product';
import type { VectorsFacts } from '../../contract/vectors';
import { LookalikeError, asError } from '../../shared/errors';
import type { Workers } from '../../threads/start-photos';
import type { WordsCalls } from '../search/answer';
import { CatalogueGrid } from '../catalogue/CatalogueGrid';
import { Choice } from '../ui/Choice';
import { Footer } from '../catalogue/Footer';
import type { Pickers } from '../intake/pickers';
import { useNames } from '../catalogue/use-names';
import { useSearch } from '../search/use-search';
import { pauseOrResume } from '../commands/job-commands';
import { SEARCH_COMMANDS } from '../commands/search-commands';
import { useCommands } from '../commands/use-commands';
import type { Vectors } from './use-vectors';
import { VectorQuery } from '../search/VectorQuery';
import { VectorsEmpty } from './VectorsEmpty';
import { common } from '../messages/common';
import { vectors as messages } from '../messages/vectors';

const METRICS: readonly { readonly value: Metric; readonly word: string; readonly title: string }[] = [
  { value: 'cosine', word: messages.cosine, title: messages.cosineTitle },
  { value: 'dot', word: messages.dot, title: messages.dotTitle },
  { value: 'l2', word: messages.l2, title: messages.l2Title },
];

const COMMANDS = [...SEARCH_COMMANDS, pauseOrResume];

interface VectorsPageProps {
  readonly vectors: Vectors;
  readonly encoder: Workers['encoder'];
  readonly pickers: Pickers;
  readonly offline: boolean;
  readonly onProblem: (problem: Error | undefined) => void;
}

/** Vectors come without their encoder, so they cannot be searched by words. */
const NO_WORDS: WordsCalls = {
  areTaken: false,
  encode: () => Promise.reject(new LookalikeError('ModelMissing', 'vectors have no text model')),
};

function summary({ name, namesFrom, dims, format }: VectorsFacts, products: number): string {
  const names = namesFrom === undefined ? messages.numbered : messages.namesFrom(namesFrom);
  const place = format === 'q8' ? ` · ${messages.onDisk}` : '';
  return `${name} · ${messages.ofValues(products, dims)} · ${names}${place}`;
}

export function VectorsPage({ vectors, encoder, pickers, offline, onProblem }: VectorsPageProps) {
  const { store, state, metric, choose, table } = vectors;
  const { stored, catalogue: open, job } = state ?? {};
  const { catalogue } = store;
  const workers = useMemo(() => ({ encoder, catalogue, words: NO_WORDS }), [encoder, catalogue]);
  const revision = open?.revision ?? 0;
  // the metric is part of the revision: another metric gives other answers
  const { search, start, close } = useSearch(
    workers,
    // the revision changes when loading ends, so that a search begun meanwhile runs again on all vectors
    open?.filling === undefined ? `${revision} ${stored?.metric}` : 'filling',
  );
  const [prefix, setPrefix] = useState('');
  const products = open?.products ?? 0;
  const part = useNames(workers, prefix, products, revision);
  const scrolledTo = useRef(0);

  const openProduct = useCallback(
    ({ id, name }: Product) => {
      if (!search) scrolledTo.current = window.scrollY;
      window.scrollTo({ top: 0 });
      start({ kind: 'vector', id, name });
    },
    [search, start],
  );
  const closeSearch = useCallback(() => {
    if (!search) return;
    close();
    requestAnimationFrame(() => {
      window.scrollTo({ top: scrolledTo.current });
    });
  }, [search, close]);
  const attempt = (work: Promise<unknown>) => {
    onProblem(undefined);
    work.catch((error: unknown) => {
      onProblem(asError(error));
    });
  };
  const removeOpened = () => {
    if (search?.query.kind !== 'vector') return;
    closeSearch();
    attempt(catalogue.remove([search.query.id]));
  };
  useCommands(COMMANDS, {
    search,
    closeSearch,
    removeOpened: search?.query.kind === 'vector' ? removeOpened : undefined,
    pauseOrResume:
      state &&
      (() => {
        if (job?.state === 'running') attempt(catalogue.pause());
        else if (job?.state === 'paused') attempt(catalogue.resume());
        else table.pauseOrResume();
      }),
  });

  const metrics = <Choice label={messages.compareBy} choices={METRICS} value={metric} onChoose={choose} />;
  const importing = job?.state === 'running' || job?.state === 'paused';
  if (!state || importing) return null;
  if (!stored) return <VectorsEmpty onChoose={pickers.chooseVectors}>{metrics}</VectorsEmpty>;
  if (!open) {
    return (
      <p className="notice" role="status">
        {messages.reading(stored.rows, stored.name)}
      </p>
    );
  }
  return (
    <>
      <form
        className="vectors-bar"
        role="search"
        onSubmit={(event) => {
          event.preventDefault();
          if (prefix === '') return;
          attempt(
            catalogue.named(prefix, 0, 1).then(({ products: [first] }) => {
              if (first) openProduct(first);
            }),
          );
        }}
      >
        <p className="vectors-facts">{summary(stored, products)}</p>
        <input
          type="search"
          className="vectors-find"
          placeholder={messages.find}
          aria-label={messages.find}
          title={messages.findTitle}
          autoComplete="off"
          spellCheck={false}
          value={prefix}
          onChange={({ target }) => {
            setPrefix(target.value);
          }}
        />
        {metrics}
      </form>
      {search && (
        <VectorQuery
          workers={workers}
          search={search}
          searchedOf={open.filling === undefined ? undefined : [open.filling, products]}
          onOpen={openProduct}
          onRemove={removeOpened}
          onClose={closeSearch}
        />
      )}
      <p className={part.prefix === '' ? 'unseen' : 'vectors-found'} role="status">
        {part.prefix !== '' && messages.begins(part.products, part.prefix)}
      </p>
      <CatalogueGrid
        key={part.prefix}
        workers={part.workers}
        products={part.products}
        revision={revision}
        currentId={search?.query.kind === 'vector' ? search.query.id : undefined}
        withoutPhotos
        onOpen={openProduct}
      />
      <Footer
        products={products}
        counted={common.vectors}
        usageBytes={open.usageBytes}
        offline={offline}
        onClear={() => {
          closeSearch();
          attempt(catalogue.clear());
        }}
      />
    </>
  );
}
