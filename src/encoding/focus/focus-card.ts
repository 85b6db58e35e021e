/** Checks parsed JSON of unknown shape and returns it as a FocusCard. */
import type { FocusCard, Preprocessing } from '../../contract/card';
import { commonFields, fields, positive, refuse } from '../../inference/card-fields';

/** The card's probe is the product map mean-pooled to this many cells a side. */
export const PROBE_SIDE = 8;

/** Checks a card field by field; throws `ModelCorrupt` with what came and what was expected. */
export function parseFocusCard(json: unknown): FocusCard {
  const card = fields(json, 'an object');
  const maskSide = positive(card['maskSide'], 'maskSide');
  if (maskSide % PROBE_SIDE !== 0) refuse(`maskSide as a multiple of ${PROBE_SIDE}`, maskSide);
  const common = commonFields(card, PROBE_SIDE ** 2);
  const { channels } = common.preprocessing;
  // visibility is an output of this network, so it cannot be its input
  if (channels === 'rgbv') refuse('preprocessing.channels of colours alone', channels);
  return { ...common, maskSide };
}

/** Whether two networks look at the same square of a photo, so that one resized square serves both. */
export function sameSquare(one: Preprocessing, other: Preprocessing): boolean {
  return (['side', 'width', 'fit', 'edge', 'resample', 'rounding', 'pad'] as const).every(
    (fact) => one[fact] === other[fact],
  );
}
