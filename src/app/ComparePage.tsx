/** The encoders of a catalogue in; their answers to one query side by side, and how they fare over many, out. */
import { ArrowLeft } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { CatalogueState, Product } from '../contract';
import type { ComparedAnswer } from '../encoders-contract';
import { CatalogueGrid } from './CatalogueGrid';
import { CompareTable } from './CompareTable';
import { count } from './format';
import { K } from './query';
import { sentenceFor } from './sentences';
import { Tile } from './Tile';
import { useComparison } from './use-comparison';
import type { Models } from './use-models';
import { nameOfEncoder, type EncoderEntry, type Several } from './use-several';
import { useShortcuts } from './use-shortcuts';
import { showCompare } from './use-shown';
import type { Workers } from '../workers';

/** So many columns can be told apart, and their embeddings held in memory. */
const MOST = 4;

interface ComparePageProps {
  readonly workers: Workers;
  readonly models: Models;
  readonly several: Several;
  readonly state: CatalogueState;
  /** The product that was opened last. */
  readonly first: Product | undefined;
}

function close(): void {
  showCompare(false);
}

export function ComparePage({ workers, models, several, state, first }: ComparePageProps) {
  const { entries } = several;
  const [picked, setPicked] = useState<readonly string[]>();
  const [clicked, setClicked] = useState<Product | undefined>(first);
  const [beginning, setBeginning] = useState<Product>();
  useShortcuts({ Escape: close }, true);

  useEffect(() => {
    let current = true;
    void workers.catalogue.list(0, 1).then(([product]) => {
      if (current) setBeginning(product);
    });
    return () => {
      current = false;
    };
  }, [workers, state.revision]);

  const query = clicked ?? beginning;
  const embedded = (entries ?? []).filter(({ stored }) => stored !== undefined);
  const wanted = picked ?? embedded.slice(0, MOST).map(({ identity }) => identity.fingerprint);
  const chosen = embedded.filter(({ identity }) => wanted.includes(identity.fingerprint));
  const revision = `${state.revision} ${state.embedding?.state === 'running' ? 'embedding' : 'still'} ${embedded.length}`;
  const { answers, comparison, failure } = useComparison(
    workers,
    chosen.map(({ identity }) => identity),
    query,
    revision,
  );
  const sentence = failure && sentenceFor(failure);
  return (
    <section className="compare" aria-label="Compare encoders">
      <div className="demo-bar">
        <h2>Compare encoders</h2>
        <button type="button" className="button" title="Back to your photos (Esc)" onClick={close}>
          <ArrowLeft size={18} aria-hidden /> Back to your photos
        </button>
      </div>
      <fieldset className="compare-choice">
        <legend>Two to {MOST} encoders that have embedded your products</legend>
        {embedded.map((entry) => {
          const { fingerprint } = entry.identity;
          const isChosen = wanted.includes(fingerprint);
          return (
            <label key={fingerprint}>
              <input
                type="checkbox"
                checked={isChosen}
                disabled={!isChosen && wanted.length >= MOST}
                onChange={() => {
                  setPicked(
                    isChosen ? wanted.filter((one) => one !== fingerprint) : [...wanted, fingerprint],
                  );
                }}
              />{' '}
              {nameOfEncoder(entry)}
            </label>
          );
        })}
      </fieldset>
      <p className="demo-facts" role="status">
        {sentence
          ? `${sentence.what} ${sentence.next}`
          : entries === undefined
            ? 'Looking for encoders…'
            : chosen.length < 2
              ? 'Choose two encoders at least. Press E to embed your products with another one.'
              : comparison
                ? `Searched with ${count(comparison.queries)} products that all of them have embedded, spread evenly; each itself left out.`
                : 'Searching with many products…'}
      </p>
      {chosen.length > 1 && query && (
        <div className="compare-answers">
          <div className="compare-query">
            <h3>Query</h3>
            <Tile workers={workers} product={query} onOpen={setClicked} />
          </div>
          {chosen.map((entry) => (
            <Column
              key={entry.identity.fingerprint}
              entry={entry}
              others={chosen.filter((other) => other !== entry)}
              answers={answers}
              workers={workers}
              onOpen={setClicked}
            />
          ))}
        </div>
      )}
      {chosen.length > 1 && comparison && (
        <CompareTable chosen={chosen} comparison={comparison} models={models} />
      )}
      <h3>Click another product to compare that</h3>
      <CatalogueGrid
        workers={workers}
        products={state.products}
        revision={state.revision}
        currentId={query?.id}
        onOpen={setClicked}
      />
    </section>
  );
}

interface ColumnProps {
  readonly entry: EncoderEntry;
  readonly others: readonly EncoderEntry[];
  readonly answers: readonly ComparedAnswer[] | undefined;
  readonly workers: Workers;
  readonly onOpen: (product: Product) => void;
}

function idsOf(answers: readonly ComparedAnswer[] | undefined, { identity }: EncoderEntry) {
  return answers
    ?.find(({ fingerprint }) => fingerprint === identity.fingerprint)
    ?.matches?.map(({ product }) => product.id);
}

function Column({ entry, others, answers, workers, onOpen }: ColumnProps) {
  const name = nameOfEncoder(entry);
  const answer = answers?.find(({ fingerprint }) => fingerprint === entry.identity.fingerprint);
  const own = idsOf(answers, entry);
  const shared = others.flatMap((other) => {
    const theirs = idsOf(answers, other);
    if (!own || !theirs) return [];
    return [`${own.filter((id) => theirs.includes(id)).length} of ${own.length} as ${nameOfEncoder(other)}`];
  });
  return (
    <section aria-label={name} aria-busy={answers === undefined}>
      <h3>{name}</h3>
      {answer?.failure && <p className="encoders-quiet">Has not embedded this product.</p>}
      <ol aria-label={`Top ${K} by ${name}`}>
        {answer?.matches?.map(({ product, score }) => (
          <li key={product.id}>
            <Tile workers={workers} product={product} score={score} onOpen={onOpen} />
          </li>
        ))}
      </ol>
      {shared.length > 0 && <p className="encoders-quiet">{shared.join(' · ')}</p>}
    </section>
  );
}
