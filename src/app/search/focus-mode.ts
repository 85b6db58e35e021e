/** A focus in; its name in the control, and back, out. */
import type { CropBox, Focus } from '../../contract/photo';
import { WHOLE } from './crop-box';
import type { Search } from './query';

export type FocusMode = 'auto' | 'off' | 'by-hand';

export function modeOf(focus: Focus): FocusMode {
  return typeof focus === 'object' ? 'by-hand' : focus;
}

/** By hand begins with the part drawn before, else with what was found, else with the whole photo. */
function firstBox({ drawn, answer }: Pick<Search, 'drawn' | 'answer'>): CropBox {
  return drawn ?? (answer?.view?.kind === 'subject' ? answer.view.box : WHOLE);
}

export function focusFor(mode: FocusMode, search: Pick<Search, 'drawn' | 'answer'>): Focus {
  return mode === 'by-hand' ? firstBox(search) : mode;
}
