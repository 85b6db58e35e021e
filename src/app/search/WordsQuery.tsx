/** Draws the words that are the query beside their best matches. */
import { X } from 'lucide-react';
import type { Product } from '../../contract/product';
import type { WithProducts } from '../../threads/start-photos';
import { titleOf } from '../commands/command';
import { closeSearch } from '../commands/search-commands';
import { IconButton } from '../ui/IconButton';
import type { Search } from './query';
import { Results } from './Results';
import { common } from '../messages/common';
import { search as messages } from '../messages/search';

interface WordsQueryProps {
  readonly workers: WithProducts;
  readonly search: Search;
  /** Number of products searched and number of all; undefined when all were searched. */
  readonly searchedOf: readonly [searched: number, products: number] | undefined;
  readonly onOpen: (product: Product) => void;
  readonly onClose: () => void;
}

export function WordsQuery({ workers, search, searchedOf, onOpen, onClose }: WordsQueryProps) {
  const { name } = search.query;
  return (
    <section className="query query-vector" aria-label={common.search}>
      <div className="query-text">
        <p className="query-text-name" title={name}>
          {messages.wordsQuery(name)}
        </p>
        <IconButton icon={X} label={common.closeSearch} title={titleOf(closeSearch)} onClick={onClose} />
      </div>
      <div>
        <Results workers={workers} search={search} searchedOf={searchedOf} onOpen={onOpen} />
        <p className="words-note">{messages.wordsNote}</p>
      </div>
    </section>
  );
}
