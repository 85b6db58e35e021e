/** Draws the answers of several encoders to one query side by side, and their figures over many queries. */
import { ArrowLeft, ImageUp, X } from 'lucide-react';
import { useCallback, useEffect, useState } from 'react';
import type { CatalogueState } from '../../contract/catalogue';
import type { Product } from '../../contract/product';
import type { ComparedAnswer } from '../../contract/encoders';
import { CatalogueGrid } from '../catalogue/CatalogueGrid';
import { CompareTable } from './CompareTable';
import { IconButton } from '../ui/IconButton';
import { K, type PhotoQuery } from '../search/query';
import { sentenceFor } from '../ui/sentences';
import { Tile } from '../catalogue/Tile';
import type { ComparePhoto } from './use-compare-photo';
import { useComparison } from './use-comparison';
import type { Models } from './use-models';
import { nameOfEncoder, type EncoderEntry, type Several } from './use-several';
import { titleOf, keyName } from '../commands/command';
import { leaveComparison } from '../commands/comparison-commands';
import { searchByPhoto } from '../commands/page-commands';
import { useCommands } from '../commands/use-commands';
import { showCompare } from '../ui/use-shown';
import type { Workers } from '../../threads/start-photos';
import { compare } from '../messages/compare';

/** Most encoders compared at once: all their embeddings are held in memory, and each needs a column. */
const MOST = 4;

interface ComparePageProps {
  readonly workers: Workers;
  readonly models: Models;
  readonly several: Several;
  readonly state: CatalogueState;
  /** The product that was opened last. */
  readonly first: Product | undefined;
  /** A photo from outside the catalogue, in place of a product. */
  readonly outside: ComparePhoto;
  readonly onChoosePhoto: () => void;
}

function close(): void {
  showCompare(false);
}

const COMMANDS = [leaveComparison];
const TARGET = { onLeave: close };

export function ComparePage({
  workers,
  models,
  several,
  state,
  first,
  outside,
  onChoosePhoto,
}: ComparePageProps) {
  const { entries } = several;
  const [picked, setPicked] = useState<readonly string[]>();
  const [clicked, setClicked] = useState<Product | undefined>(first);
  const [beginning, setBeginning] = useState<Product>();
  useCommands(COMMANDS, TARGET);
  const { photo, leave } = outside;
  const open = useCallback(
    (product: Product) => {
      leave();
      setClicked(product);
    },
    [leave],
  );

  useEffect(() => {
    let current = true;
    void workers.catalogue.list(0, 1).then(([product]) => {
      if (current) setBeginning(product);
    });
    return () => {
      current = false;
    };
  }, [workers, state.revision]);

  const product = clicked ?? beginning;
  const query = photo ?? product;
  const embedded = (entries ?? []).filter(({ stored }) => stored !== undefined);
  const wanted = picked ?? embedded.slice(0, MOST).map(({ identity }) => identity.fingerprint);
  const chosen = embedded.filter(({ identity }) => wanted.includes(identity.fingerprint));
  const revision = `${state.revision} ${state.embedding?.state === 'running' ? 'embedding' : 'still'} ${embedded.length}`;
  const { answers, comparison, failure } = useComparison(
    workers,
    chosen.map(({ id, identity }) => ({ ...identity, keptId: id })),
    query,
    revision,
  );
  const sentence = failure && sentenceFor(failure);
  return (
    <section className="compare" aria-label={compare.title}>
      <div className="demo-bar">
        <h2>{compare.title}</h2>
        <button type="button" className="button" title={titleOf(leaveComparison)} onClick={close}>
          <ArrowLeft size={18} aria-hidden /> {leaveComparison.label}
        </button>
      </div>
      <fieldset className="compare-choice">
        <legend>{compare.choice(MOST)}</legend>
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
            ? compare.looking
            : chosen.length < 2
              ? compare.chooseTwo
              : comparison
                ? compare.searched(comparison.queries)
                : compare.searching}
      </p>
      {chosen.length > 1 && query && (
        <div className="compare-answers">
          <div className="compare-query">
            <h3>{compare.query}</h3>
            {photo ? (
              <OutsidePhoto photo={photo} onLeave={leave} />
            ) : (
              product && <Tile workers={workers} product={product} onOpen={open} />
            )}
            <button
              type="button"
              className="button"
              title={compare.choosePhotoTitle(keyName(searchByPhoto.key))}
              onClick={onChoosePhoto}
            >
              <ImageUp size={18} aria-hidden /> {compare.choosePhoto}
            </button>
          </div>
          {chosen.map((entry) => (
            <Column
              key={entry.identity.fingerprint}
              entry={entry}
              others={chosen.filter((other) => other !== entry)}
              answers={answers}
              workers={workers}
              onOpen={open}
            />
          ))}
        </div>
      )}
      {chosen.length > 1 && comparison && (
        <CompareTable chosen={chosen} comparison={comparison} models={models} />
      )}
      <h3>{compare.another}</h3>
      <CatalogueGrid
        workers={workers}
        products={state.products}
        revision={state.revision}
        currentId={photo ? undefined : product?.id}
        onOpen={open}
      />
    </section>
  );
}

function OutsidePhoto({ photo, onLeave }: { readonly photo: PhotoQuery; readonly onLeave: () => void }) {
  return (
    <figure className="compare-outside">
      <span className="tile-photo">
        <img src={photo.url} alt={compare.queryPhoto(photo.name)} />
      </span>
      <figcaption>
        <span className="tile-name" title={photo.name}>
          {photo.name}
        </span>
        <IconButton icon={X} label={compare.byProduct} onClick={onLeave} />
      </figcaption>
    </figure>
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
    return [compare.shared(own.filter((id) => theirs.includes(id)).length, own.length, nameOfEncoder(other))];
  });
  return (
    <section aria-label={name} aria-busy={answers === undefined}>
      <h3>{name}</h3>
      {answer?.failure ? (
        <p className="encoders-quiet">
          {answer.failure.name === 'FingerprintMismatch'
            ? compare.notEmbedded
            : sentenceFor(answer.failure).what}
        </p>
      ) : (
        <ol aria-label={compare.topBy(K, name)}>
          {answer?.matches?.map(({ product, score }) => (
            <li key={product.id}>
              <Tile workers={workers} product={product} score={score} onOpen={onOpen} />
            </li>
          ))}
        </ol>
      )}
      {shared.length > 0 && <p className="encoders-quiet">{shared.join(' · ')}</p>}
    </section>
  );
}
