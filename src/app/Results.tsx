/** A search in; its best matches, or why there are none, out. */
import type { Product } from '../contract';
import type { Workers } from '../workers';
import { K, type Search } from './query';
import { sentenceFor } from './sentences';
import { Tile } from './Tile';

interface ResultsProps {
  readonly workers: Workers;
  readonly search: Search;
  readonly onOpen: (product: Product) => void;
}

export function Results({ workers, search, onOpen }: ResultsProps) {
  const { answer, pending } = search;
  // a new try may still succeed: until it has failed too, its tiles are awaited
  const sentence = search.failure && !pending ? sentenceFor(search.failure) : undefined;
  const matches = answer?.matches;
  return (
    <div className="results" aria-live="polite" aria-busy={pending}>
      {sentence ? (
        <p className="results-note">
          <strong>{sentence.what}</strong> {sentence.next}
        </p>
      ) : matches?.length === 0 ? (
        <p className="results-note">
          <strong>Nothing to compare with yet.</strong> Add more photos to the catalogue.
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
                  <div className="tile tile-waiting" />
                </li>
              ))}
        </ol>
      )}
    </div>
  );
}
