/** A search in; the query beside its best matches out. */
import { Trash2, X } from 'lucide-react';
import { useEffect, useMemo } from 'react';
import type { Product } from '../contract';
import type { Workers } from '../workers';
import { IconButton } from './IconButton';
import { sentenceFor } from './sentences';
import { Tile } from './Tile';
import { useThumbnail } from './use-thumbnail';
import { K, type Query, type Search } from './use-search';

interface QueryViewProps {
  readonly workers: Workers;
  readonly search: Search;
  readonly queryProduct: Product | undefined;
  readonly onOpen: (product: Product) => void;
  /** Removes the product that is searched with. */
  readonly onRemove: () => void;
  readonly onClose: () => void;
}

function PhotoOfQuery({ query }: { readonly query: Extract<Query, { kind: 'photo' }> }) {
  const url = useMemo(() => URL.createObjectURL(query.photo), [query.photo]);
  useEffect(
    () => () => {
      URL.revokeObjectURL(url);
    },
    [url],
  );
  return <img src={url} alt={`Query photo ${query.name}`} />;
}

function PhotoOfProduct({ workers, product }: { readonly workers: Workers; readonly product: Product }) {
  const url = useThumbnail(workers, product);
  return url === undefined ? null : <img src={url} alt={`Product ${product.name}`} />;
}

export function QueryView({ workers, search, queryProduct, onOpen, onRemove, onClose }: QueryViewProps) {
  const { query, matches, failure } = search;
  const sentence = failure && sentenceFor(failure);
  return (
    <section className="query" aria-label="Search">
      <figure className="query-photo">
        <div className="query-frame">
          {query.kind === 'photo' ? (
            <PhotoOfQuery key={query.name} query={query} />
          ) : (
            queryProduct && <PhotoOfProduct workers={workers} product={queryProduct} />
          )}
        </div>
        <figcaption>
          <span className="query-name" title={query.kind === 'product' ? query.id : query.name}>
            {query.name}
          </span>
          {query.kind === 'product' && (
            <IconButton
              icon={Trash2}
              label="Remove this product"
              title="Remove this product from the catalogue (Delete)"
              onClick={onRemove}
            />
          )}
          <IconButton icon={X} label="Close search" title="Close search (Esc)" onClick={onClose} />
        </figcaption>
      </figure>
      <div className="results" aria-live="polite" aria-busy={matches === undefined}>
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
    </section>
  );
}
