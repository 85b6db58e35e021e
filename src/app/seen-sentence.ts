/** What the encoder saw of a photo in; one sentence that says so out. */
import type { FocusView, WholeReason } from '../contract';
import { isWhole } from './crop-box';

const WHOLE_BECAUSE: Record<WholeReason, string> = {
  off: 'The whole photo',
  'nothing-found': 'The whole photo: no product stood out',
  'fills-the-photo': 'The whole photo: the product fills it',
  unsure: 'The whole photo: not sure what the product is',
};

export function seenSentence(view: FocusView): string {
  switch (view.kind) {
    case 'subject':
      return view.worn ? 'The product alone; head and skin left out' : 'The product alone';
    case 'by-hand':
      return isWhole(view.box) ? 'The whole photo: draw a box to choose a part' : 'The part you chose';
    case 'whole':
      return WHOLE_BECAUSE[view.reason];
  }
}
