/** Names of encoders in; their cards on the shelf, and a fleet of their workers beside a catalogue that only listens, out. */
import type { EncoderCard, Preprocessing } from '../../src/contract/card';
import type { CatalogueApi, EncoderIdentity } from '../../src/contract/catalogue';
import { EncoderFleet } from '../../src/threads/fleet/encoder-fleet';
import type { FormerModels } from '../../src/threads/fleet/former-models';
import type { KeptModel } from '../../src/contract/models';
import type { Raced } from '../../src/threads/link/worker-handle';
import { discard, keep } from '../../src/models/shelf/shelf';

export const MODELS = ['fleet-a', 'fleet-b', 'fleet-c'] as const;

/** Cards alone, as a fleet reads no more of a model before it is loaded; what takes them away again. */
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
export function fleetOf(
  keptId: string | undefined,
  switched: (encoder: EncoderIdentity) => void = () => undefined,
  formers: readonly FormerModels[] = [],
): EncoderFleet {
  const nothing = async () => undefined;
  const catalogue = {
    api: {
      connectEncoder: nothing,
      embed: nothing,
      switchEncoder: async (encoder: EncoderIdentity) => {
        switched(encoder);
      },
    },
    call: (answer: Promise<unknown>) => answer,
  } as unknown as Raced<CatalogueApi>;
  return new EncoderFleet({ modelUrl: '/models/none/', keptId, device: 'wasm' }, catalogue, formers);
}
