/** A search in; its best matches, or why there are none, out. */
import type { Product } from '../contract';
import type { WithProducts } from '../workers';
import { useAnnouncement } from './announce';
import { count, counted, score as scoreText } from './format';
import { K, type Search } from './query';
import { sentenceFor } from './sentences';
import { Tile } from './Tile';

interface ResultsProps {
  readonly workers: WithProducts;
  readonly search: Search;
  readonly searchedOf: readonly [searched: number, products: number] | undefined;
  readonly onOpen: (product: Product) => void;
}

export function Results({ workers, search, searchedOf, onOpen }: ResultsProps) {
  const { answer, pending } = search;
  // a new try may still succeed: until it has failed too, its tiles are awaited
  const sentence = search.failure && !pending ? sentenceFor(search.failure) : undefined;
  const matches = answer?.matches;
  const [best] = matches ?? [];
  const found =
    matches && best
      ? `${counted(matches.length, 'lookalike')} found. Closest: ${best.product.name}, similarity ${scoreText(best.score)}.`
      : undefined;
  useAnnouncement(sentence ? `${sentence.what} ${sentence.next}` : pending ? undefined : found);
  return (
    <div className="results" aria-busy={pending}>
      {searchedOf && (
        <p className="results-note">
          <strong>Not all yet:</strong> {count(searchedOf[0])} of {count(searchedOf[1])} products are read.
          The answer completes itself.
        </p>
      )}
      {sentence ? (
        <p className="results-note">
          <strong>{sentence.what}</strong> {sentence.next}
        </p>
      ) : matches?.length === 0 && !searchedOf ? (
        <p className="results-note">
          <strong>Nothing to compare with yet.</strong> Add more products to the catalogue.
        </p>
      ) : (
        <ol className="results-grid" aria-label={`Top ${K} lookalikes`}>
          {matches
            ? matches.map(({ product, score }) => (
                <li key={product.id}>
                  <Tile workers={workers} product={product} score={score} onOpen={onOpen} />
                </li>
              ))
            : Array.from({ length: K }, (_, i) => (
                <li key={i}>
                  <div
                    className={search.query.kind === 'vector' ? 'tile-waiting-text' : 'tile tile-waiting'}
                  />
                </li>
              ))}
        </ol>
      )}
    </div>
  );
}
