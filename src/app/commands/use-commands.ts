/** Runs commands by their keys, except while the user types. */
import { useEffect } from 'react';
import { commandFor, type Command } from './command';

/** Of commands with the same key, the first enabled one runs. */
export function useCommands<Target>(commands: readonly Command<Target>[], target: Target): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
      const typing =
        event.target instanceof HTMLElement &&
        event.target.closest('input:not([type=radio]), textarea, select, [contenteditable]');
      const command = commandFor(commands, target, event.key);
      if (typing || !command) return;
      event.preventDefault();
      command.run(target);
    };
    window.addEventListener('keydown', press);
    return () => {
      window.removeEventListener('keydown', press);
    };
  }, [commands, target]);
}
