/** Kinds of focus and what the encoder saw in; proof of the words, and of where a hand begins, out. */
import { expect, test } from 'vitest';
import type { CropBox, FocusView } from '../../../../src/contract/photo';
import { WHOLE } from '../../../../src/app/search/crop-box';
import { focusFor, modeOf } from '../../../../src/app/search/focus-mode';
import { seenSentence } from '../../../../src/app/search/seen-sentence';

const BOX: CropBox = { left: 0.1, top: 0.2, width: 0.5, height: 0.6 };
const FOUND: CropBox = { left: 0.3, top: 0, width: 0.5, height: 1 };
const SUBJECT: FocusView = { kind: 'subject', box: FOUND, mask: new Uint8Array(512), worn: false };

test.each<[FocusView, string]>([
  [SUBJECT, 'The product alone'],
  [{ ...SUBJECT, worn: true }, 'The product alone; head and skin left out'],
  [{ ...SUBJECT, surroundings: 'dimmed' }, 'The product, what surrounds it dimmed'],
  [{ ...SUBJECT, worn: true, surroundings: 'dimmed' }, 'The product; head, skin and surroundings dimmed'],
  [{ kind: 'whole', reason: 'off' }, 'The whole photo'],
  [{ kind: 'whole', reason: 'nothing-found' }, 'The whole photo: no product stood out'],
  [{ kind: 'whole', reason: 'fills-the-photo' }, 'The whole photo: the product fills it'],
  [{ kind: 'whole', reason: 'unsure' }, 'The whole photo: not sure what the product is'],
  [{ kind: 'by-hand', box: BOX }, 'The part you chose'],
  [{ kind: 'by-hand', box: WHOLE }, 'The whole photo: draw a box to choose a part'],
])('%o reads as %s', (view, sentence) => {
  expect(seenSentence(view)).toBe(sentence);
});

test('a box is a focus by hand', () => {
  expect([modeOf('auto'), modeOf('off'), modeOf(BOX)]).toEqual(['auto', 'off', 'by-hand']);
});

test('by hand begins with the part drawn last, else with the product found, else with the whole photo', () => {
  const found = { matches: [], view: SUBJECT };
  const whole = { matches: [], view: { kind: 'whole', reason: 'unsure' } } as const;
  expect(focusFor('by-hand', { drawn: BOX, answer: found })).toEqual(BOX);
  expect(focusFor('by-hand', { drawn: undefined, answer: found })).toEqual(FOUND);
  expect(focusFor('by-hand', { drawn: undefined, answer: whole })).toEqual(WHOLE);
  expect(focusFor('by-hand', { drawn: undefined, answer: undefined })).toEqual(WHOLE);
  expect(focusFor('off', { drawn: BOX, answer: found })).toBe('off');
});
