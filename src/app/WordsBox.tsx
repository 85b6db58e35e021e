/** A search in; a box to search by words, alone or beside a photo, out. */
import { useEffect, useRef, useState } from 'react';
import type { Search } from './query';
import { useShortcuts } from './use-shortcuts';
import type { Words } from './words-in-space';

interface WordsBoxProps {
  readonly search: Search | undefined;
  readonly onWords: (text: string) => void;
  readonly onShare: (words: Words) => void;
}

/** The words that are searched with now. */
function wordsOf(search: Search | undefined): string {
  if (search?.query.kind === 'words') return search.query.name;
  return search?.words?.text ?? '';
}

export function WordsBox({ search, onWords, onShare }: WordsBoxProps) {
  const shown = wordsOf(search);
  const [typed, setTyped] = useState(shown);
  const [before, setBefore] = useState(shown);
  const input = useRef<HTMLInputElement>(null);
  // what is searched with may change elsewhere: a closed search empties the box
  if (before !== shown) {
    setBefore(shown);
    setTyped(shown);
  }
  const isBeside = search !== undefined && search.query.kind !== 'words';
  const words = isBeside ? search.words : undefined;
  const focus = () => input.current?.focus();
  useShortcuts({ '/': focus }, true);
  useEffect(() => {
    const element = input.current;
    // the cross in the box, which no other event tells of
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
      aria-label="Words"
      onSubmit={(event) => {
        event.preventDefault();
        if (typed.trim() !== shown) onWords(typed);
      }}
    >
      <input
        ref={input}
        type="search"
        className="vectors-find words-find"
        aria-label={isBeside ? 'This, but with words' : 'Search by words'}
        aria-keyshortcuts="/"
        placeholder={isBeside ? 'This, but… (Enter)' : 'Search by words (Enter)'}
        title="Words are encoded on this device (/)"
        autoComplete="off"
        enterKeyHint="search"
        value={typed}
        onChange={({ target }) => {
          setTyped(target.value);
        }}
      />
      <button type="submit" className="button">
        Search
      </button>
      {words && (
        <label className="words-share">
          <span>Photo</span>
          <input
            type="range"
            min={0}
            max={100}
            step={5}
            aria-label="How much the words count"
            aria-valuetext={`${Math.round(words.share * 100)} % words`}
            value={Math.round(words.share * 100)}
            onChange={({ target }) => {
              onShare({ ...words, share: target.valueAsNumber / 100 });
            }}
          />
          <span>Words</span>
        </label>
      )}
    </form>
  );
}
