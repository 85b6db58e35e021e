/** An encoder's facts in; the SHA-256 by which embeddings of different encoders are kept apart out. */
import type { Card } from '../contract';
import { sha256 } from '../sha256';

/**
 * The passport of a vector: changes with the model file, the preprocessing, the focus setting, dims, dtype or
 * normalisation, and with nothing else. The device is not in it: a device is used only after it has reproduced the
 * card's probe embedding.
 * The model's hash is the card's: a model file that differs from its card is refused when it is loaded.
 */
export function fingerprint(card: Card): Promise<string> {
  const { dims, dtype, normalisation, preprocessing: p } = card;
  const facts = [
    ['model', card.sha256],
    ['dims', dims],
    ['dtype', dtype],
    ['normalisation', normalisation],
    ['focus', 'off'],
    ['side', p.side],
    ['fit', p.fit],
    ['resample', p.resample],
    ['pad', p.pad],
    ['scale', p.scale],
    ['mean', ...p.mean],
    ['std', ...p.std],
  ];
  return sha256(new TextEncoder().encode(JSON.stringify(facts)));
}
