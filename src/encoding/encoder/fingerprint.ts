/** Computes the SHA-256 that says which embeddings may be compared with each other. */
import type { EncoderCard, FocusCard } from '../../contract/card';
import { FOCUS_RULE_VERSION } from '../focus/thresholds';
import { sha256 } from '../../shared/sha256';

/**
 * Changes with the model file, the preprocessing, the focus setting, dims, dtype or normalisation, and nothing else.
 * The device is left out: a device is used only after it has reproduced the card's probe.
 * The model's hash is taken from its card: a model file that differs from its card is refused when it is loaded.
 *
 * @param focus the focus network's card; without it photos are encoded whole.
 */
export function fingerprint(card: EncoderCard, focus?: FocusCard): Promise<string> {
  const { dims, dtype, normalisation, preprocessing: p, output } = card;
  const facts = [
    ['model', card.sha256],
    ['dims', dims],
    ['dtype', dtype],
    ['normalisation', normalisation],
    focus ? ['focus', 'auto', focus.sha256, FOCUS_RULE_VERSION] : ['focus', 'off'],
    ['side', p.side],
    ['fit', p.fit],
    ['resample', p.resample],
    ['pad', p.pad],
    ['scale', p.scale],
    ['mean', ...p.mean],
    ['std', ...p.std],
    // Only fields that the card has: older cards lack them and must keep the fingerprint that they had before.
    ...(['width', 'edge', 'rounding', 'channels', 'layout', 'input'] as const).flatMap((fact) =>
      p[fact] === undefined ? [] : [[fact, p[fact]]],
    ),
    ...(output ? [['output', output.name, output.pooling]] : []),
  ];
  return sha256(new TextEncoder().encode(JSON.stringify(facts)));
}
