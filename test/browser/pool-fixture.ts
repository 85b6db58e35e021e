/** Keeps cards of encoders, and opens a pool of their workers beside a catalogue that only listens. */
import type { EncoderCard, Preprocessing } from '../../src/contract/card';
import type { EncoderIdentity } from '../../src/contract/encoder';
import type { FormerModels } from '../../src/threads/fleet/former-models';
import type { KeptModel } from '../../src/contract/models';
import { EncoderPool } from '../../src/threads/fleet/encoder-pool';
import { discard, keep } from '../../src/models/shelf/shelf';

export const MODELS = ['pool-a', 'pool-b', 'pool-c'] as const;

/** Cards alone, as a pool reads no more of a model before it is loaded; what takes them away again. */
export async function keepCards(preprocessing: Preprocessing): Promise<() => Promise<void>> {
  for (const id of MODELS) {
    const card: EncoderCard = {
      name: id,
      version: '1',
      sha256: id,
      sizeBytes: 1,
      preprocessing,
      probe: [1],
      dims: 1,
      dtype: 'fp32',
      normalisation: 'l2',
    };
    const model: KeptModel = { id, card, origin: id, files: [], outputs: [], trial: { trials: [] } };
    await keep(model);
  }
  return async () => {
    for (const id of MODELS) await discard(id);
  };
}

/** @param switched is told of every encoder that the catalogue is to answer by. */
export function poolOf(
  keptId: string | undefined,
  switched: (encoder: EncoderIdentity) => void = () => undefined,
  formers: readonly FormerModels[] = [],
): EncoderPool {
  const nothing = async () => undefined;
  const catalogue = {
    connectEncoder: nothing,
    loseEncoder: nothing,
    connectEmbedder: nothing,
    loseEmbedder: nothing,
    embed: nothing,
    switchEncoder: async (encoder: EncoderIdentity) => {
      switched(encoder);
    },
  };
  return new EncoderPool({ modelUrl: '/models/none/', keptId, device: 'wasm' }, catalogue, formers);
}
