/** Parsed JSON of unknown shape in; a checked FocusCard out. */
import type { EncoderCard, FocusCard } from '../card';
import { LookalikeError } from '../errors';
import { commonFields, fields, positive, refuse } from '../model/card-fields';

/** The card's probe is the product map mean-pooled to this many cells a side. */
export const PROBE_SIDE = 8;

/** Checks a card field by field; throws `ModelCorrupt` with what came and what was expected. */
export function parseFocusCard(json: unknown): FocusCard {
  const card = fields(json, 'an object');
  const maskSide = positive(card['maskSide'], 'maskSide');
  if (maskSide % PROBE_SIDE !== 0) refuse(`maskSide as a multiple of ${PROBE_SIDE}`, maskSide);
  return { ...commonFields(card, PROBE_SIDE ** 2), maskSide };
}

/**
 * Both networks look at one square, so that a photo's rows are read and resized once for both.
 *
 * Throws `ModelCorrupt` where the focus network was made for another square than the encoder.
 */
export function refuseOtherSquare(focus: FocusCard, encoder: EncoderCard): void {
  const [ours, theirs] = [focus.preprocessing, encoder.preprocessing];
  if (ours.side === theirs.side && ours.pad === theirs.pad) return;
  throw new LookalikeError(
    'ModelCorrupt',
    `${focus.name} looks at ${ours.side} px on grey ${ours.pad}, ` +
      `${theirs.side} px on grey ${theirs.pad} were expected, as ${encoder.name} does`,
  );
}
