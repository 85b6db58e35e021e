/** Draws the name of a vector that is the query beside its best matches. */
import { Trash2, X } from 'lucide-react';
import type { Product } from '../../contract/product';
import type { WithProducts } from '../../threads/start-photos';
import { titleOf, withKey } from '../commands/command';
import { closeSearch, removeOpened } from '../commands/search-commands';
import { IconButton } from '../ui/IconButton';
import type { Search } from './query';
import { Results } from './Results';
import { common } from '../messages/common';
import { vectors } from '../messages/vectors';

interface VectorQueryProps {
  readonly workers: WithProducts;
  readonly search: Search;
  /** Number of products searched and number of all; undefined when all were searched. */
  readonly searchedOf: readonly [searched: number, products: number] | undefined;
  readonly onOpen: (product: Product) => void;
  /** Removes the product that is the query. */
  readonly onRemove: () => void;
  readonly onClose: () => void;
}

export function VectorQuery({ workers, search, searchedOf, onOpen, onRemove, onClose }: VectorQueryProps) {
  const { name } = search.query;
  return (
    <section className="query query-vector" aria-label={common.search}>
      <div className="query-text">
        <p className="query-text-name" title={name}>
          {name}
        </p>
        <IconButton
          icon={Trash2}
          label={common.removeProduct}
          title={withKey(vectors.removeTitle, removeOpened)}
          onClick={onRemove}
        />
        <IconButton icon={X} label={common.closeSearch} title={titleOf(closeSearch)} onClick={onClose} />
      </div>
      <Results workers={workers} search={search} searchedOf={searchedOf} onOpen={onOpen} />
    </section>
  );
}
