/** The fleet of encoders and the catalogue's worker in; what the page may ask where there are several encoders, out. */
import type { CatalogueApi, EncoderIdentity } from './contract';
import type { EncoderFleet, Reopened } from './encoder-fleet';
import type { EncodersApi } from './encoders-contract';
import type { Raced } from './raced-worker';

/** What the page uses where there are several encoders; an id is that of a model of others, undefined the shipped one's. */
export interface FleetCalls extends Omit<
  EncodersApi,
  'switchEncoder' | 'connectEmbedder' | 'loseEmbedder' | 'embed' | 'resumeEmbedding'
> {
  /** From its card alone. Rejects with `ModelMissing`. */
  describe(id: string | undefined): Promise<EncoderIdentity>;
  /** See `EncodersApi.switchEncoder`; the model loads by itself. Rejects with `ModelMissing`; then nothing has changed. */
  use(id: string | undefined): Promise<void>;
  /** See `EncodersApi.embed`. */
  embed(id: string | undefined): Promise<void>;
  /** See `EncodersApi.resumeEmbedding`. @param id of the job's encoder. */
  resumeEmbedding(id: string | undefined): Promise<void>;
  /** Calls back whenever an encoder has died amid its work and another worker has loaded it again. */
  onReopened(listener: (reopened: Reopened) => void): void;
}

export function fleetCalls({ api, call }: Raced<CatalogueApi>, fleet: EncoderFleet): FleetCalls {
  return {
    describe: (id) => fleet.describe(id),
    use: (id) => fleet.switchTo(id),
    embed: (id) => fleet.embed(id),
    onReopened: (listener) => {
      fleet.onReopened(listener);
    },
    pauseEmbedding: () => call(api.pauseEmbedding()),
    async resumeEmbedding(id) {
      await fleet.takeUpEmbedding(id);
      await call(api.resumeEmbedding());
    },
    cancelEmbedding: () => call(api.cancelEmbedding()),
    embeddingSkipped: () => call(api.embeddingSkipped()),
    storedEmbeddings: () => call(api.storedEmbeddings()),
    deleteEmbeddings: (fingerprint) => call(api.deleteEmbeddings(fingerprint)),
    compareAnswers: (id, encoders, k, options = {}) => call(api.compareAnswers(id, encoders, k, options)),
    compareEncoders: (encoders, k, options = {}) => call(api.compareEncoders(encoders, k, options)),
  };
}
