/** Draws the box to search by words, alone or beside a photo. */
import { useEffect, useMemo, useRef, useState } from 'react';
import type { Search } from './query';
import { titleOf } from '../commands/command';
import { searchByWords } from '../commands/search-commands';
import { useCommands } from '../commands/use-commands';
import type { Words } from './words-in-space';
import { common } from '../messages/common';
import { search as messages } from '../messages/search';

interface WordsBoxProps {
  readonly search: Search | undefined;
  readonly onWords: (text: string) => void;
  readonly onShare: (words: Words) => void;
}

const COMMANDS = [searchByWords];

/** The words of the current search; empty where it has none. */
function wordsOf(search: Search | undefined): string {
  if (search?.query.kind === 'words') return search.query.name;
  return search?.words?.text ?? '';
}

export function WordsBox({ search, onWords, onShare }: WordsBoxProps) {
  const shown = wordsOf(search);
  const [typed, setTyped] = useState(shown);
  const [before, setBefore] = useState(shown);
  const input = useRef<HTMLInputElement>(null);
  // the search can change outside the box: closing it, for example, must empty the box
  if (before !== shown) {
    setBefore(shown);
    setTyped(shown);
  }
  const isBeside = search !== undefined && search.query.kind !== 'words';
  const words = isBeside ? search.words : undefined;
  const target = useMemo(() => ({ focusWords: () => input.current?.focus() }), []);
  useCommands(COMMANDS, target);
  useEffect(() => {
    const element = input.current;
    // React has no prop for `search`, which fires when the box's own cross empties it
    const emptied = () => {
      if (element?.value === '') onWords('');
    };
    element?.addEventListener('search', emptied);
    return () => {
      element?.removeEventListener('search', emptied);
    };
  }, [onWords]);
  return (
    <form
      className="words"
      role="search"
      aria-label={messages.words}
      onSubmit={(event) => {
        event.preventDefault();
        if (typed.trim() !== shown) onWords(typed);
      }}
    >
      <input
        ref={input}
        type="search"
        className="vectors-find words-find"
        aria-label={isBeside ? messages.thisButWith : messages.byWords}
        aria-keyshortcuts={searchByWords.key}
        placeholder={isBeside ? messages.thisBut : messages.byWordsKey}
        title={titleOf(searchByWords)}
        autoComplete="off"
        enterKeyHint="search"
        value={typed}
        onChange={({ target }) => {
          setTyped(target.value);
        }}
      />
      <button type="submit" className="button">
        {common.search}
      </button>
      {words && (
        <label className="words-share">
          <span>{messages.photo}</span>
          <input
            type="range"
            min={0}
            max={100}
            step={5}
            aria-label={messages.wordsShare}
            aria-valuetext={messages.wordsShareOf(Math.round(words.share * 100))}
            value={Math.round(words.share * 100)}
            onChange={({ target }) => {
              onShare({ ...words, share: target.valueAsNumber / 100 });
            }}
          />
          <span>{messages.words}</span>
        </label>
      )}
    </form>
  );
}
