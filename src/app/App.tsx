/** Draws the whole page and connects its screens, bars and commands to the workers. */
import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import type { EmbeddingProgress } from '../contract/encoders';
import { asError, isAbort } from '../shared/errors';
import { Announcer } from './ui/Announcer';
import { CatalogueSwitch } from './CatalogueSwitch';
import { DemoBar } from './demo/DemoBar';
import { DemoPage } from './demo/DemoPage';
import type { DemoStore } from './demo/demo-store';
import { DropTarget } from './intake/DropTarget';
import { Header } from './Header';
import { JobBar } from './jobs/JobBar';
import { hasUnread, migrationOf, type LookalikeStore } from './lookalike-store';
import { Notice } from './ui/Notice';
import type { DropPlace } from './intake/intent';
import { PhotosPage } from './photos/PhotosPage';
import { ReopenedNotice } from './encoders/ReopenedNotice';
import {
  ComparePage,
  EmbeddingBar,
  EncodersPanel,
  ImportBar,
  loadScreens,
  TableBar,
  VectorsPage,
} from './screens';
import { UpdateNotice } from './offline/UpdateNotice';
import { useModels } from './encoders/use-models';
import { useComparePhoto } from './encoders/use-compare-photo';
import { useDemo } from './demo/use-demo';
import { useIntake, type IntakeActions } from './intake/use-intake';
import { usePhotos } from './photos/use-photos';
import { usePickers } from './intake/use-pickers';
import { useSeveral } from './encoders/use-several';
import { PAGE_COMMANDS, type PageTarget } from './commands/page-commands';
import { useCommands } from './commands/use-commands';
import { show, useCompareShown } from './ui/use-shown';
import { useVectors } from './vectors/use-vectors';
import { useWords } from './search/use-words';
import type { VectorStore } from './vectors/vector-store';
import { notices } from './messages/notices';
import { start } from './messages/start';

/** Whether a reload would interrupt this job: it runs, or is paused and can be resumed. */
function isGoing(job: { readonly state: string } | undefined): boolean {
  return job?.state === 'running' || job?.state === 'paused';
}

function showDemo(): void {
  show('demo');
}

interface AppProps {
  readonly store: LookalikeStore;
  readonly vectorStore: VectorStore;
  readonly demoStore: DemoStore;
}

export function App({ store, vectorStore, demoStore }: AppProps) {
  const { workers } = store;
  const snapshot = useSyncExternalStore(store.subscribe, store.snapshot);
  const { state, encoder, keptId, hasMigrated, reopened, failure, offline = false } = snapshot;
  const migration = migrationOf(snapshot);
  const products = state?.products ?? 0;
  const [problem, setProblem] = useState<Error>();
  const [found, setFound] = useState<number>();
  const ready = state !== undefined;
  const words = useWords(workers, encoder && encoder.textOf !== undefined);
  const photos = usePhotos(workers, keptId, state, words, setProblem);
  const vectors = useVectors(vectorStore, ready, setProblem);
  const models = useModels(store.use, setProblem);
  const { importModel, toggle: toggleEncoders, kept, list: listModels } = models;
  const several = useSeveral(workers, kept, state, hasMigrated, setProblem);
  const isCompare = useCompareShown();
  const outside = useComparePhoto();
  const { setPhoto: comparePhoto } = outside;
  const { add, searchPhoto } = photos;
  const { shown: page, importFiles } = vectors;
  const isDemo = page === 'demo';
  const demo = useDemo(demoStore, isDemo, state?.encoder, words, setProblem);
  const { searchPhoto: searchDemo } = demo;

  const place = useMemo<DropPlace>(
    () => ({ screen: isCompare ? 'compare' : page, products }),
    [isCompare, page, products],
  );
  const intake = useMemo<IntakeActions>(
    () => ({
      add,
      searchPhoto: { photos: searchPhoto, demo: searchDemo, compare: comparePhoto },
      importModel,
      importVectors: importFiles,
      report: setProblem,
    }),
    [add, searchPhoto, searchDemo, comparePhoto, importModel, importFiles],
  );
  const handleDrop = useIntake(place, intake, ready);

  const pickers = usePickers({
    onOffer: add,
    onQuery: isCompare ? comparePhoto : isDemo ? searchDemo : searchPhoto,
    onVectors: importFiles,
    onModel: importModel,
    onProblem: setProblem,
    onFound: setFound,
  });

  const isStarted = encoder !== undefined;
  useEffect(() => {
    if (isStarted) void loadScreens();
  }, [isStarted]);

  useEffect(() => {
    if (isCompare && ready && !kept) listModels();
  }, [isCompare, ready, kept, listModels]);

  const finishMigration = (job: EmbeddingProgress) => {
    store.finishMigration(job).catch((error: unknown) => {
      // an abort means that another encoder was chosen meanwhile
      if (!isAbort(error)) setProblem(asError(error));
    });
  };

  const isVectors = page === 'vectors';
  const { stored, catalogue: openVectors, job: importJob } = vectors.state ?? {};
  const ofVectors = openVectors?.products ?? 0;
  const isBusy = isGoing(state?.job) || (state?.job?.queued ?? 0) > 0 || isGoing(importJob);
  const shownProducts = { photos: products, vectors: ofVectors, demo: demo.state?.products ?? 0 }[page];
  const { table } = isVectors ? vectors : photos;
  const target: PageTarget = {
    isReady: ready,
    products: shownProducts,
    takesPhotos: !isVectors,
    pickers,
    toggleTable: isDemo ? undefined : table.toggle,
    toggleEncoders,
    showDemo: isDemo || isVectors || isCompare ? undefined : showDemo,
  };
  useCommands(PAGE_COMMANDS, target);
  const ownFailure = { photos: undefined, vectors: vectors.failure, demo: demo.failure }[page];
  const shownProblem = problem ?? failure ?? ownFailure;
  return (
    <DropTarget
      onDrop={handleDrop}
      onProblem={setProblem}
      onFound={setFound}
      disabled={!ready}
      invitation={
        isCompare
          ? start.dropOnCompare
          : { photos: start.dropOnPhotos, vectors: start.dropOnVectors, demo: start.dropOnDemo }[page]
      }
    >
      <Header page={target} encoder={encoder} />
      <Announcer />
      <main>
        <CatalogueSwitch
          shown={page}
          photos={products}
          vectors={vectors.state}
          demo={demo.state}
          onShow={show}
        />
        <UpdateNotice busy={isBusy} />
        {shownProblem && (
          <Notice
            error={shownProblem}
            onClose={
              problem
                ? () => {
                    setProblem(undefined);
                  }
                : undefined
            }
          />
        )}
        {vectors.waiting && (
          <Notice
            error={vectors.waiting.error}
            onClose={() => {
              vectors.waiting?.answer();
            }}
          >
            <button type="button" className="button" onClick={() => vectors.waiting?.answer('q8')}>
              {notices.fullValuesOnDisk}
            </button>
            <button type="button" className="button" onClick={() => vectors.waiting?.answer('f32')}>
              {notices.allInMemory}
            </button>
          </Notice>
        )}
        {models.isShown && (
          <EncodersPanel
            workers={workers}
            models={models}
            several={several}
            state={state}
            current={keptId}
            onChooseFiles={pickers.chooseModel}
          />
        )}
        {reopened && <ReopenedNotice reopened={reopened} onClose={store.forgetReopened} />}
        {isCompare && state ? (
          <ComparePage
            workers={workers}
            models={models}
            several={several}
            state={state}
            first={photos.opened}
            outside={outside}
            onChoosePhoto={pickers.chooseQuery}
          />
        ) : isDemo ? (
          <DemoPage demo={demo} />
        ) : isVectors ? (
          <VectorsPage
            // a new import resets the page: its search by name belongs to the old file
            key={stored?.importedAt}
            vectors={vectors}
            encoder={workers.encoder}
            pickers={pickers}
            offline={offline}
            onProblem={setProblem}
          />
        ) : (
          <PhotosPage
            photos={photos}
            pickers={pickers}
            isMigrating={migration === 'under-way'}
            found={found}
            offline={offline}
          />
        )}
      </main>
      <div className="bars">
        {isDemo && demo.state?.encoding && <DemoBar workers={demo.workers} encoding={demo.state.encoding} />}
        {!isDemo && table.isShown && shownProducts > 0 && <TableBar key={page} table={table} />}
        {!isVectors && state?.embedding && (
          <EmbeddingBar
            workers={workers}
            job={state.embedding}
            migration={migration}
            hasUnread={hasUnread(snapshot)}
            onChooseFolder={pickers.chooseFolder}
            onFinish={() => {
              if (state.embedding) finishMigration(state.embedding);
            }}
          />
        )}
        {!isVectors && state?.job ? (
          <JobBar workers={workers} job={state.job} onChooseFolder={pickers.chooseFolder} />
        ) : (
          importJob && <ImportBar catalogue={vectorStore.catalogue} job={importJob} stored={stored} />
        )}
      </div>
    </DropTarget>
  );
}
