/** Chooses the output of a text model that lies in the same space as the photos' embeddings. */
import type { EncoderOutput } from '../../contract/card';
import { refusal } from '../../contract/reasons';

/** Names of the two outputs in the hub's files of `CLIPModelWithProjection` and `SiglipModel`; first match counts. */
const PAIRS: readonly (readonly [photos: RegExp, words: RegExp])[] = [
  [/image_embed/i, /text_embed|sentence_embed/i],
  [/pool/i, /pool/i],
  [/embed/i, /embed/i],
];

/**
 * Only the projections of both halves lie in one space; hidden states of the two halves cannot be compared.
 *
 * @param outputs names, in the file's order.
 * @throws ModelUnsuitable with what came and what was expected.
 */
export function textOutput(outputs: readonly string[], photos: EncoderOutput | undefined): string {
  const own = photos?.name ?? '';
  const words = PAIRS.find(([pattern]) => pattern.test(own))?.[1];
  const found = words && photos?.pooling === 'vector' && outputs.find((name) => words.test(name));
  if (found) return found;
  throw refusal('ModelUnsuitable', { code: 'text-output', outputs, beside: own });
}
