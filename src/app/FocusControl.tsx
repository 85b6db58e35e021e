/** A focus in; the choice between automatic, off and by hand out. */
import { useId, type Ref } from 'react';
import type { FocusMode } from './focus-mode';

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
  { mode: 'auto', word: 'Auto', title: 'Search with the product alone, where it stands out', shortcut: 'a' },
  { mode: 'off', word: 'Off', title: 'Search with the whole photo', shortcut: 'o' },
  { mode: 'by-hand', word: 'By hand', title: 'Search with a part that you draw', shortcut: 'h' },
];

export function FocusControl({ mode, onMode, ref }: FocusControlProps) {
  const id = useId();
  return (
    <div ref={ref} className="focus" role="radiogroup" aria-labelledby={`${id}-label`}>
      <span id={`${id}-label`} className="focus-label">
        Focus
      </span>
      <div className="segments">
        {CHOICES.map((choice) => (
          <label
            key={choice.mode}
            className="segment"
            title={`${choice.title} (${choice.shortcut.toUpperCase()})`}
          >
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
