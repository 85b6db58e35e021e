/** Parsed JSON of unknown shape in; a checked EncoderCard out. */
import type { EncoderCard } from '../card';
import { commonFields, fields, one, positive } from '../model/card-fields';

/** Checks a card field by field; throws `ModelCorrupt` with what came and what was expected. */
export function parseEncoderCard(json: unknown): EncoderCard {
  const card = fields(json, 'an object');
  const dims = positive(card['dims'], 'dims');
  return {
    ...commonFields(card, dims),
    dims,
    dtype: one(card['dtype'], ['fp32', 'fp16', 'q8'], 'dtype'),
    normalisation: one(card['normalisation'], ['l2'], 'normalisation'),
  };
}
