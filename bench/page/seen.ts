/** Says in one word what the encoder saw of a photo. */
import type { FocusView } from '../../src/contract/photo';
import type { Seen } from '../page-calls';

export function seenOf(view: FocusView): Seen {
  return view.kind === 'whole' ? view.reason : 'subject';
}
