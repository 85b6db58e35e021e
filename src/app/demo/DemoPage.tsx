/** Draws the demo: its products to browse and search, or the figures of its quality. */
import { ChartColumn } from 'lucide-react';
import { ArticleLine } from './ArticleLine';
import { CatalogueGrid } from '../catalogue/CatalogueGrid';
import { QueryView } from '../search/QueryView';
import { QualityReport } from '../screens';
import type { Demo } from './use-demo';
import { titleOf } from '../commands/command';
import { toggleQuality } from '../commands/demo-commands';
import { pauseOrResume } from '../commands/job-commands';
import { SEARCH_COMMANDS } from '../commands/search-commands';
import { useCommands } from '../commands/use-commands';
import { showQuality, useQualityShown } from '../ui/use-shown';
import { WordsBox } from '../search/WordsBox';
import { demo as messages } from '../messages/demo';

const COMMANDS = [...SEARCH_COMMANDS, toggleQuality, pauseOrResume];

interface DemoPageProps {
  readonly demo: Demo;
}

export function DemoPage({ demo }: DemoPageProps) {
  const { workers, state, search, opened, refocus, closeSearch, openProduct } = demo;
  const { takesWords, searchWords, reword } = demo;
  const isQuality = useQualityShown();
  const toggle = () => {
    showQuality(!isQuality);
  };
  useCommands(COMMANDS, {
    // the figures hide the search
    search: isQuality ? undefined : search,
    closeSearch,
    refocus,
    toggleQuality: state && toggle,
    pauseOrResume:
      state &&
      (() => {
        if (state.encoding?.state === 'running') void workers.catalogue.pause();
        else if (state.encoding) void workers.catalogue.resume();
      }),
  });

  if (!state) {
    return (
      <p className="notice" role="status">
        {messages.opening}
      </p>
    );
  }
  const { products, filling } = state;
  if (isQuality) {
    return (
      <QualityReport
        // a new key fetches the figures again once all pictures are encoded
        key={String(filling === undefined)}
        workers={workers}
        isWhole={filling === undefined}
        onClose={toggle}
        onOpen={(product) => {
          showQuality(false);
          openProduct(product);
        }}
      />
    );
  }
  return (
    <>
      <div className="demo-bar">
        {opened ? (
          <ArticleLine key={opened.id} workers={workers} product={opened} />
        ) : (
          <p className="demo-facts">{messages.facts(products)}</p>
        )}
        <button
          type="button"
          className="button"
          title={titleOf(toggleQuality)}
          aria-keyshortcuts={toggleQuality.key}
          onClick={toggle}
        >
          <ChartColumn size={18} aria-hidden /> {toggleQuality.label}
        </button>
      </div>
      {takesWords && products > 0 && <WordsBox search={search} onWords={searchWords} onShare={reword} />}
      {search && (
        <QueryView
          workers={workers}
          search={search}
          searchedOf={filling === undefined ? undefined : [filling, products]}
          queryProduct={opened}
          onOpen={openProduct}
          onFocus={refocus}
          onClose={closeSearch}
        />
      )}
      <CatalogueGrid
        workers={workers}
        products={products}
        revision={0}
        currentId={opened?.id}
        onOpen={openProduct}
      />
    </>
  );
}
