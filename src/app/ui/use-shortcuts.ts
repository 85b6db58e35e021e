/** Keys and what they do in; a listener that leaves typing alone out. */
import { useEffect } from 'react';

export type Shortcuts = Readonly<Record<string, (() => void) | undefined>>;

/** Keys by `KeyboardEvent.key`; letters in lower case. */
export function useShortcuts(shortcuts: Shortcuts, enabled: boolean): void {
  useEffect(() => {
    if (!enabled) return;
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
      const { target } = event;
      const typing =
        target instanceof HTMLElement &&
        // eslint-disable-next-line own/literal-text -- a selector
        target.closest('input:not([type=radio]), textarea, select, [contenteditable]');
      const run = shortcuts[event.key.length === 1 ? event.key.toLowerCase() : event.key];
      if (typing || !run) return;
      event.preventDefault();
      run();
    };
    window.addEventListener('keydown', press);
    return () => {
      window.removeEventListener('keydown', press);
    };
  }, [shortcuts, enabled]);
}
