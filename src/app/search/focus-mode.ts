/** Converts between a focus and its mode in the control. */
import type { CropBox, Focus } from '../../contract/photo';
import { WHOLE } from './crop-box';
import type { Search } from './query';

export type FocusMode = 'auto' | 'off' | 'by-hand';

export function modeOf(focus: Focus): FocusMode {
  return typeof focus === 'object' ? 'by-hand' : focus;
}

/** The first box by hand: the one drawn before, else the subject that was found, else the whole photo. */
function firstBox({ drawn, answer }: Pick<Search, 'drawn' | 'answer'>): CropBox {
  return drawn ?? (answer?.view?.kind === 'subject' ? answer.view.box : WHOLE);
}

export function focusFor(mode: FocusMode, search: Pick<Search, 'drawn' | 'answer'>): Focus {
  return mode === 'by-hand' ? firstBox(search) : mode;
}
