/** Draws the best matches of a search, or says why there are none. */
import type { Product } from '../../contract/product';
import type { WithProducts } from '../../threads/start-photos';
import { useAnnouncement } from '../ui/announce';
import { K, type Search } from './query';
import { sentenceFor } from '../ui/sentences';
import { Tile } from '../catalogue/Tile';
import { search as messages } from '../messages/search';

interface ResultsProps {
  readonly workers: WithProducts;
  readonly search: Search;
  readonly searchedOf: readonly [searched: number, products: number] | undefined;
  readonly onOpen: (product: Product) => void;
}

export function Results({ workers, search, searchedOf, onOpen }: ResultsProps) {
  const { answer, pending } = search;
  // a retry may still succeed: show the failure only once the retry has failed too
  const sentence = search.failure && !pending ? sentenceFor(search.failure) : undefined;
  const matches = answer?.matches;
  const [best] = matches ?? [];
  const found = matches && best ? messages.found(matches.length, best.product.name, best.score) : undefined;
  useAnnouncement(sentence ? `${sentence.what} ${sentence.next}` : pending ? undefined : found);
  return (
    <div className="results" aria-busy={pending}>
      {searchedOf && (
        <p className="results-note">
          <strong>{messages.notAllYet(...searchedOf).what}</strong> {messages.notAllYet(...searchedOf).next}
        </p>
      )}
      {sentence ? (
        <p className="results-note">
          <strong>{sentence.what}</strong> {sentence.next}
        </p>
      ) : matches?.length === 0 && !searchedOf ? (
        <p className="results-note">
          <strong>{messages.nothingYet.what}</strong> {messages.nothingYet.next}
        </p>
      ) : (
        <ol className="results-grid" aria-label={messages.top(K)}>
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
