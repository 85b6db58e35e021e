/** Parses whether focus is on, and finds the address of the focus network. */
import { oneOf } from './command';

/** `auto`: photos are encoded by their subject, where focus is sure of it, as in the app; `off`: whole. */
export type FocusOption = 'auto' | 'off';

/** Throws a `UsageError` of one sentence. */
export function focusOption(text: string): FocusOption {
  return oneOf('focus', text, ['auto', 'off']);
}

/** Address of the focus network on the bench's server; undefined if focus is off. */
export function focusUrl(focus: FocusOption): string | undefined {
  return focus === 'auto' ? '/focus/' : undefined;
}
