/** Draws the choice of focus: automatic, off or by hand. */
import { useId, type Ref } from 'react';
import { titleOf } from '../commands/command';
import { FOCUS_COMMANDS } from '../commands/search-commands';
import type { FocusMode } from './focus-mode';
import { search } from '../messages/search';

interface FocusControlProps {
  readonly mode: FocusMode;
  readonly onMode: (mode: FocusMode) => void;
  readonly ref?: Ref<HTMLDivElement>;
}

const MODES: readonly FocusMode[] = ['auto', 'off', 'by-hand'];

export function FocusControl({ mode, onMode, ref }: FocusControlProps) {
  const id = useId();
  return (
    <div ref={ref} className="focus" role="radiogroup" aria-labelledby={`${id}-label`}>
      <span id={`${id}-label`} className="focus-label">
        {search.focus}
      </span>
      <div className="segments">
        {MODES.map((choice) => {
          const command = FOCUS_COMMANDS[choice];
          return (
            <label key={choice} className="segment" title={titleOf(command)}>
              <input
                type="radio"
                name={id}
                checked={choice === mode}
                aria-keyshortcuts={command.key}
                onChange={() => {
                  onMode(choice);
                }}
              />
              <span>{command.label}</span>
            </label>
          );
        })}
      </div>
    </div>
  );
}
