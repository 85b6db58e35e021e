/** Draws the catalogue of photos: its notices, its search and its grid. */
import { CatalogueGrid } from '../catalogue/CatalogueGrid';
import { EmptyState } from './EmptyState';
import { Footer } from '../catalogue/Footer';
import { QueryView } from '../search/QueryView';
import type { Photos } from './use-photos';
import type { Pickers } from '../intake/pickers';
import { pauseOrResume } from '../commands/job-commands';
import { SEARCH_COMMANDS } from '../commands/search-commands';
import { useCommands } from '../commands/use-commands';
import { WordsBox } from '../search/WordsBox';
import { notices } from '../messages/notices';
import { start } from '../messages/start';

const COMMANDS = [...SEARCH_COMMANDS, pauseOrResume];

interface PhotosPageProps {
  readonly photos: Photos;
  readonly pickers: Pickers;
  /** Whether a migration runs: the new encoder is embedding the products that are not searched yet. */
  readonly isMigrating: boolean;
  /** Photos found so far in a folder that is being read. */
  readonly found: number | undefined;
  readonly offline: boolean;
}

export function PhotosPage({ photos, pickers, isMigrating, found, offline }: PhotosPageProps) {
  const { workers, state, search, opened, table, refocus, closeSearch, openProduct, removeOpened } = photos;
  const { takesWords, searchWords, reword } = photos;
  const products = state?.products ?? 0;
  const isEmbedding =
    isMigrating || (state?.embedding && state.embedding.encoder.fingerprint === state.encoder);
  useCommands(COMMANDS, {
    search,
    closeSearch,
    refocus,
    removeOpened: opened && removeOpened,
    pauseOrResume:
      state &&
      (() => {
        const job = state.job?.state;
        const { embedding } = state;
        if (job === 'running') void workers.catalogue.pause();
        else if (embedding?.state === 'running') void workers.encoders.pauseEmbedding();
        else if (embedding?.state === 'paused')
          void workers.encoders.resumeEmbedding(embedding.encoder.keptId);
        else if (job === undefined || job === 'done' || job === 'cancelled') table.pauseOrResume();
        else void workers.catalogue.resume();
      }),
  });

  return (
    <>
      {found !== undefined && (
        <p className="notice" role="status">
          {start.found(found)}
        </p>
      )}
      {state && state.stale > 0 && state.job?.state !== 'running' && !isEmbedding && (
        <div className="notice">
          <p>
            <strong>{notices.stale(state.stale).what}</strong> {notices.stale(state.stale).next}
          </p>
          <button
            type="button"
            className="button"
            onClick={() => {
              photos.embedAgain();
            }}
          >
            {notices.encodeAgain}
          </button>
        </div>
      )}
      {takesWords && products > 0 && <WordsBox search={search} onWords={searchWords} onShare={reword} />}
      {search && (
        <QueryView
          workers={workers}
          search={search}
          searchedOf={state?.filling === undefined ? undefined : [state.filling, products]}
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
            revision={state.revision}
            currentId={opened?.id}
            onOpen={openProduct}
          />
          <Footer
            products={products}
            usageBytes={state.usageBytes}
            offline={offline}
            onClear={photos.clear}
          />
        </>
      )}
    </>
  );
}
