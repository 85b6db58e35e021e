/** The fleet of encoders and the catalogue's worker in; what the page may ask where there are several encoders, out. */
import type { CallOptions, CatalogueApi, EncoderIdentity } from '../../contract/catalogue';
import type { EncoderFleet, Reopened } from './encoder-fleet';
import type { ComparedAnswer, EncodersApi, JobEncoder, SeenPhoto } from '../../contract/encoders';
import { asError, nameOf, throwIfAborted } from '../../shared/errors';
import { formerId, type FormerModels } from './former-models';
import type { Raced } from '../link/worker-handle';

/** What the page uses where there are several encoders; an id is that of a model of others, undefined the shipped one's. */
export interface FleetCalls extends Omit<
  EncodersApi,
  'switchEncoder' | 'connectEmbedder' | 'loseEmbedder' | 'embed' | 'resumeEmbedding' | 'comparePhotos'
> {
  /** From its card alone. Rejects with `ModelMissing`. */
  describe(id: string | undefined): Promise<EncoderIdentity>;
  /** See `EncodersApi.switchEncoder`; the model loads by itself. Rejects with `ModelMissing`; then nothing has changed. */
  use(id: string | undefined): Promise<void>;
  /** See `EncodersApi.embed`. */
  embed(id: string | undefined): Promise<void>;
  /** See `EncodersApi.resumeEmbedding`. @param id of the job's encoder. */
  resumeEmbedding(id: string | undefined): Promise<void>;
  /**
   * The best `k` for a photo from outside the catalogue by each of the encoders, in their order; each sees it itself, one
   * after the other. Rejects with `AbortError`; what keeps one from seeing it is its `failure`.
   */
  comparePhoto(
    photo: Blob,
    encoders: readonly JobEncoder[],
    k: number,
    options?: CallOptions,
  ): Promise<readonly ComparedAnswer[]>;
  /** Ids of an encoder as it was in earlier releases, newest first. */
  formerIds(id: string | undefined): readonly string[];
  /** Ends the worker of an encoder that is not to be gone back to. */
  forget(id: string): void;
  /** Calls back whenever an encoder has died amid its work and another worker has loaded it again. */
  onReopened(listener: (reopened: Reopened) => void): void;
}

export function fleetCalls(
  { api, call }: Raced<CatalogueApi>,
  fleet: EncoderFleet,
  formers: readonly FormerModels[],
): FleetCalls {
  return {
    describe: (id) => fleet.describe(id),
    use: (id) => fleet.switchTo(id),
    embed: (id) => fleet.embed(id),
    onReopened: (listener) => {
      fleet.onReopened(listener);
    },
    formerIds: (id) => formers.map((models) => formerId(id, models)),
    forget: (id) => {
      fleet.forget(id);
    },
    lacking: (encoder) => call(api.lacking(encoder)),
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
    async comparePhoto(photo, encoders, k, options = {}) {
      const seen: SeenPhoto[] = [];
      const blind: ComparedAnswer[] = [];
      for (const { keptId, ...encoder } of encoders) {
        try {
          const { embedding } = await fleet.encodeBy(keptId, photo, options);
          seen.push({ encoder, embedding });
        } catch (thrown) {
          throwIfAborted(options.signal);
          const { fingerprint } = encoder;
          const error = asError(thrown);
          blind.push({
            fingerprint,
            failure: { name: nameOf(error) ?? 'EncoderFailed', message: error.message },
          });
        }
      }
      const answers = [...(await call(api.comparePhotos(seen, k, options))), ...blind];
      return encoders.flatMap(
        ({ fingerprint }) => answers.find((one) => one.fingerprint === fingerprint) ?? [],
      );
    },
    compareEncoders: (encoders, k, options = {}) => call(api.compareEncoders(encoders, k, options)),
  };
}
