/** A search in; the query beside its best matches out. */
import type { Focus, Product } from '../contract';
import type { Workers } from '../workers';
import type { Search } from './query';
import { QueryPhoto } from './QueryPhoto';
import { Results } from './Results';

interface QueryViewProps {
  readonly workers: Workers;
  readonly search: Search;
  readonly queryProduct: Product | undefined;
  readonly onOpen: (product: Product) => void;
  readonly onFocus: (focus: Focus) => void;
  /** Removes the product that is searched with. */
  readonly onRemove: () => void;
  readonly onClose: () => void;
}

export function QueryView({
  workers,
  search,
  queryProduct,
  onOpen,
  onFocus,
  onRemove,
  onClose,
}: QueryViewProps) {
  const { query } = search;
  return (
    <section className="query" aria-label="Search">
      <QueryPhoto
        // another photo has another shape: nothing of the last one may be kept
        key={query.kind === 'photo' ? query.url : query.id}
        workers={workers}
        search={search}
        queryProduct={queryProduct}
        onFocus={onFocus}
        onRemove={onRemove}
        onClose={onClose}
      />
      <Results workers={workers} search={search} onOpen={onOpen} />
    </section>
  );
}
