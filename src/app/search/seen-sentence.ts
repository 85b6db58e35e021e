/** Says in one sentence what the encoder saw of a photo. */
import type { FocusView, WholeReason } from '../../contract/photo';
import { isWhole } from './crop-box';
import { search } from '../messages/search';

const WHOLE_BECAUSE: Record<WholeReason, string> = {
  off: search.wholeOff,
  'nothing-found': search.wholeNothingFound,
  'fills-the-photo': search.wholeFills,
  unsure: search.wholeUnsure,
};

export function seenSentence(view: FocusView): string {
  switch (view.kind) {
    case 'subject':
      if (view.surroundings === 'dimmed') return view.worn ? search.subjectWornDimmed : search.subjectDimmed;
      return view.worn ? search.subjectWorn : search.subject;
    case 'by-hand':
      return isWhole(view.box) ? search.partWhole : search.part;
    case 'whole':
      return WHOLE_BECAUSE[view.reason];
  }
}
