/** Outputs of a text model and the photo encoder's embedding in; the output that is in the same space, or why none is, out. */
import type { EncoderOutput } from '../../contract/card';
import { refusal } from '../../contract/reasons';

/** What the hub's converted files call the two: `CLIPModelWithProjection`, `SiglipModel`. The first that fits counts. */
const PAIRS: readonly (readonly [photos: RegExp, words: RegExp])[] = [
  [/image_embed/i, /text_embed|sentence_embed/i],
  [/pool/i, /pool/i],
  [/embed/i, /embed/i],
];

/**
 * A hidden state of one half has nothing to do with one of the other: only what both are projected to may be compared.
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
