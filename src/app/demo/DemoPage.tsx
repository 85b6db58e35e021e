/** The demo in; its drawn products to browse, search and press for lookalikes, or how good its answers are, out. */
import { ChartColumn } from 'lucide-react';
import { ArticleLine } from './ArticleLine';
import { CatalogueGrid } from '../catalogue/CatalogueGrid';
import { focusFor, modeOf, type FocusMode } from '../search/focus-mode';
import { QueryView } from '../search/QueryView';
import { QualityReport } from '../screens';
import type { Demo } from './use-demo';
import type { Pickers } from '../intake/use-pickers';
import { useShortcuts } from '../ui/use-shortcuts';
import { showQuality, useQualityShown } from '../ui/use-shown';
import { WordsBox } from '../search/WordsBox';
import { demo as messages } from '../messages/demo';

interface DemoPageProps {
  readonly demo: Demo;
  readonly pickers: Pickers;
}

export function DemoPage({ demo, pickers }: DemoPageProps) {
  const { workers, state, search, opened, refocus, closeSearch, openProduct } = demo;
  const { takesWords, searchWords, reword } = demo;
  const isQuality = useQualityShown();
  const focusOn = (mode: FocusMode) => () => {
    if (search && modeOf(search.focus) !== mode) refocus(focusFor(mode, search));
  };
  const toggleQuality = () => {
    showQuality(!isQuality);
  };
  useShortcuts(
    {
      f: pickers.chooseFolder,
      p: pickers.choosePhotos,
      s: pickers.chooseQuery,
      v: pickers.chooseVectors,
      a: focusOn('auto'),
      o: focusOn('off'),
      h: focusOn('by-hand'),
      g: toggleQuality,
      Escape: isQuality ? toggleQuality : closeSearch,
      k: () => {
        if (state?.encoding?.state === 'running') void workers.catalogue.pause();
        else if (state?.encoding) void workers.catalogue.resume();
      },
    },
    state !== undefined,
  );

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
        // more is found once all are encoded
        key={String(filling === undefined)}
        workers={workers}
        isWhole={filling === undefined}
        onClose={toggleQuality}
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
          title={messages.howGoodTitle}
          aria-keyshortcuts="g"
          onClick={toggleQuality}
        >
          <ChartColumn size={18} aria-hidden /> {messages.howGood}
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
