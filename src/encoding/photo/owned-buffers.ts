/** Lists the buffers of a batch's outcomes that can be transferred to another thread. */
import type { EncodeOutcome } from '../../contract/photo';

/** Lists each buffer once, of embeddings and of pictures, in the order of the outcomes. */
export function ownedBuffers(outcomes: readonly EncodeOutcome[]): ArrayBuffer[] {
  return outcomes.flatMap((outcome) => {
    if ('failure' in outcome) return [];
    const { embedding, picture } = outcome.encoded;
    return picture ? [embedding.buffer, picture.rgb.buffer] : [embedding.buffer];
  });
}
