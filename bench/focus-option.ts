/** The word of a command line in; whether focus is on, and what the page is told to load for it, out. */
import { oneOf } from './command';

/** `auto`: photos are encoded by their subject, where focus is sure of it, as in the app; `off`: whole. */
export type FocusOption = 'auto' | 'off';

/** Throws a `UsageError` of one sentence. */
export function focusOption(text: string): FocusOption {
  return oneOf('focus', text, ['auto', 'off']);
}

/** Where the bench's server has the focus network; undefined where focus is off. */
export function focusUrl(focus: FocusOption): string | undefined {
  return focus === 'auto' ? '/focus/' : undefined;
}
