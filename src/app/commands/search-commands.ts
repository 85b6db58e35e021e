/** Lists the commands of a search, and the one that starts a search by words. */
import { Trash2, X } from 'lucide-react';
import type { Focus } from '../../contract/photo';
import { focusFor, modeOf, type FocusMode } from '../search/focus-mode';
import type { Search } from '../search/query';
import { common } from '../messages/common';
import { search as messages } from '../messages/search';
import type { Command } from './command';

/** What the commands of a search act on. */
export interface SearchTarget {
  readonly search: Search | undefined;
  readonly closeSearch: () => void;
  /** Absent where a query has no focus. */
  readonly refocus?: ((focus: Focus) => void) | undefined;
  /** Removes the product that is the query; absent where there is none, or nothing can be removed. */
  readonly removeOpened?: (() => void) | undefined;
}

function focusCommand(mode: FocusMode, key: string, label: string, title: string): Command<SearchTarget> {
  return {
    id: `focus-${mode}`,
    key,
    label,
    title,
    isEnabled: ({ search, refocus }) =>
      search !== undefined && refocus !== undefined && modeOf(search.focus) !== mode,
    run: ({ search, refocus }) => {
      if (search) refocus?.(focusFor(mode, search));
    },
  };
}

/** The commands that set the focus, by mode. */
export const FOCUS_COMMANDS: Readonly<Record<FocusMode, Command<SearchTarget>>> = {
  auto: focusCommand('auto', 'a', messages.auto, messages.autoTitle),
  off: focusCommand('off', 'o', messages.off, messages.offTitle),
  'by-hand': focusCommand('by-hand', 'h', messages.byHand, messages.byHandTitle),
};

export const closeSearch: Command<SearchTarget> = {
  id: 'close-search',
  key: 'Escape',
  label: common.closeSearch,
  title: common.closeSearch,
  icon: X,
  isEnabled: ({ search }) => search !== undefined,
  run: (target) => {
    target.closeSearch();
  },
};

export const removeOpened: Command<SearchTarget> = {
  id: 'remove-opened',
  key: 'Delete',
  label: common.removeProduct,
  title: messages.removeTitle,
  icon: Trash2,
  isEnabled: ({ removeOpened: remove }) => remove !== undefined,
  run: ({ removeOpened: remove }) => remove?.(),
};

export const SEARCH_COMMANDS: readonly Command<SearchTarget>[] = [
  ...Object.values(FOCUS_COMMANDS),
  closeSearch,
  removeOpened,
];

/** What the command of the box for words acts on. */
export interface WordsTarget {
  readonly focusWords: () => void;
}

export const searchByWords: Command<WordsTarget> = {
  id: 'search-by-words',
  key: '/',
  label: messages.byWords,
  title: messages.wordsTitle,
  isEnabled: () => true,
  run: ({ focusWords }) => {
    focusWords();
  },
};
