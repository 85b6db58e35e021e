/** Draws the query beside its best matches. */
import type { Focus } from '../../contract/photo';
import type { Product } from '../../contract/product';
import type { WithProducts } from '../../threads/start-photos';
import type { Search } from './query';
import { QueryPhoto } from './QueryPhoto';
import { Results } from './Results';
import { WordsQuery } from './WordsQuery';
import { common } from '../messages/common';

interface QueryViewProps {
  readonly workers: WithProducts;
  readonly search: Search;
  /** Number of products searched and number of all; undefined when all were searched. */
  readonly searchedOf: readonly [searched: number, products: number] | undefined;
  readonly queryProduct: Product | undefined;
  readonly onOpen: (product: Product) => void;
  readonly onFocus: (focus: Focus) => void;
  /** Removes the product that is the query; absent where nothing can be removed. */
  readonly onRemove?: (() => void) | undefined;
  readonly onClose: () => void;
}

export function QueryView({
  workers,
  search,
  searchedOf,
  queryProduct,
  onOpen,
  onFocus,
  onRemove,
  onClose,
}: QueryViewProps) {
  const { query } = search;
  if (query.kind === 'words') {
    return (
      <WordsQuery
        workers={workers}
        search={search}
        searchedOf={searchedOf}
        onOpen={onOpen}
        onClose={onClose}
      />
    );
  }
  return (
    <section className="query" aria-label={common.search}>
      <QueryPhoto
        // a new photo resets the component: the size it holds belongs to the last photo
        key={query.kind === 'photo' ? query.url : query.id}
        workers={workers}
        search={search}
        queryProduct={queryProduct}
        onFocus={onFocus}
        onRemove={onRemove}
        onClose={onClose}
      />
      <Results workers={workers} search={search} searchedOf={searchedOf} onOpen={onOpen} />
    </section>
  );
}
