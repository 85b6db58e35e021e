/** A focus in; the choice between automatic, off and by hand out. */
import { useId, type Ref } from 'react';
import type { FocusMode } from './focus-mode';
import { search } from '../messages/search';

interface FocusControlProps {
  readonly mode: FocusMode;
  readonly onMode: (mode: FocusMode) => void;
  readonly ref?: Ref<HTMLDivElement>;
}

/** The keys are those of the page's shortcuts. */
const CHOICES: readonly {
  readonly mode: FocusMode;
  readonly word: string;
  readonly title: string;
  readonly shortcut: string;
}[] = [
  { mode: 'auto', word: search.auto, title: search.autoTitle, shortcut: 'a' },
  { mode: 'off', word: search.off, title: search.offTitle, shortcut: 'o' },
  { mode: 'by-hand', word: search.byHand, title: search.byHandTitle, shortcut: 'h' },
];

export function FocusControl({ mode, onMode, ref }: FocusControlProps) {
  const id = useId();
  return (
    <div ref={ref} className="focus" role="radiogroup" aria-labelledby={`${id}-label`}>
      <span id={`${id}-label`} className="focus-label">
        {search.focus}
      </span>
      <div className="segments">
        {CHOICES.map((choice) => (
          <label key={choice.mode} className="segment" title={choice.title}>
            <input
              type="radio"
              name={id}
              checked={choice.mode === mode}
              aria-keyshortcuts={choice.shortcut}
              onChange={() => {
                onMode(choice.mode);
              }}
            />
            <span>{choice.word}</span>
          </label>
        ))}
      </div>
    </div>
  );
}
