/** Checks parsed JSON of unknown shape and returns it as an EncoderCard. */
import type { EncoderCard, EncoderOutput } from '../../contract/card';
import { commonFields, fields, one, positive, text } from '../../inference/card-fields';

function output(value: unknown): EncoderOutput {
  const { name, pooling } = fields(value, 'output');
  return {
    name: text(name, 'output.name'),
    pooling: one(pooling, ['vector', 'first-token', 'mean-tokens', 'mean-map'], 'output.pooling'),
  };
}

/** Checks a card field by field; throws `ModelCorrupt` with what came and what was expected. */
export function parseEncoderCard(json: unknown): EncoderCard {
  const card = fields(json, 'an object');
  const dims = positive(card['dims'], 'dims');
  return {
    ...commonFields(card, dims),
    dims,
    dtype: one(card['dtype'], ['fp32', 'fp16', 'q8', 'q4'], 'dtype'),
    normalisation: one(card['normalisation'], ['l2'], 'normalisation'),
    ...(card['output'] === undefined ? {} : { output: output(card['output']) }),
  };
}
