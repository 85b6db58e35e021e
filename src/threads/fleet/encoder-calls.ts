/** Gives the page every call about several encoders, answered by their workers and the catalogue's. */
import type { CallOptions } from '../../contract/call';
import type { EncoderIdentity } from '../../contract/encoder';
import type { ComparedAnswer, EncodersApi, JobEncoder, SeenPhoto } from '../../contract/encoders';
import type { EncoderPool, Reopened } from './encoder-pool';
import { asError, nameOf, throwIfAborted } from '../../shared/errors';
import { formerId, type FormerModels } from './former-models';
import { workerProxy, type Promised, type Reach } from '../link/worker-proxy';

/** Calls that `EncoderCalls` replaces or hides: they take a port from the pool, or embeddings that it makes. */
type OwnCalls =
  'switchEncoder' | 'connectEmbedder' | 'loseEmbedder' | 'embed' | 'resumeEmbedding' | 'comparePhotos';

/** The page's calls about encoders. An id is that of a custom model; undefined stands for the shipped encoder. */
export interface EncoderCalls extends Omit<EncodersApi, OwnCalls> {
  /** Describes an encoder from its card, without loading it. Rejects with `ModelMissing`. */
  describe(id: string | undefined): Promise<EncoderIdentity>;
  /** As `EncodersApi.switchEncoder`; starts to load the model. Rejects with `ModelMissing`, then nothing changes. */
  use(id: string | undefined): Promise<void>;
  /** See `EncodersApi.embed`. */
  embed(id: string | undefined): Promise<void>;
  /** See `EncodersApi.resumeEmbedding`. @param id of the job's encoder. */
  resumeEmbedding(id: string | undefined): Promise<void>;
  /**
   * Finds the best `k` for a photo from outside the catalogue by each encoder, in their order. The encoders encode the
   * photo one after the other. Rejects with `AbortError`; any other error of an encoder becomes its `failure`.
   */
  comparePhoto(
    photo: Blob,
    encoders: readonly JobEncoder[],
    k: number,
    options?: CallOptions,
  ): Promise<readonly ComparedAnswer[]>;
  /** Ids of the encoder's versions in earlier releases, newest first. */
  formerIds(id: string | undefined): readonly string[];
  /** Closes the worker of a former encoder that the user will not switch back to. */
  forget(id: string): void;
  /** Calls back whenever an encoder's worker has died and a new worker has loaded the encoder. */
  onReopened(listener: (reopened: Reopened) => void): void;
}

export function encoderCalls(
  catalogue: Reach<Promised<EncodersApi>>,
  pool: EncoderPool,
  formers: readonly FormerModels[],
): EncoderCalls {
  const forwarded: Reach<Promised<Omit<EncodersApi, OwnCalls>>> = catalogue;
  return workerProxy(forwarded, {
    describe: (id: string | undefined) => pool.describe(id),
    use: (id: string | undefined) => pool.switchTo(id),
    embed: (id: string | undefined) => pool.embed(id),
    onReopened: (listener: (reopened: Reopened) => void) => {
      pool.onReopened(listener);
    },
    formerIds: (id: string | undefined) => formers.map((models) => formerId(id, models)),
    forget: (id: string) => {
      pool.forget(id);
    },
    async resumeEmbedding(id: string | undefined) {
      await pool.takeUpEmbedding(id);
      await catalogue.call((api) => api.resumeEmbedding());
    },
    async comparePhoto(
      photo: Blob,
      encoders: readonly JobEncoder[],
      k: number,
      options: CallOptions = {},
    ): Promise<readonly ComparedAnswer[]> {
      const seen: SeenPhoto[] = [];
      const blind: ComparedAnswer[] = [];
      for (const { keptId, ...encoder } of encoders) {
        try {
          const { embedding } = await pool.encodeBy(keptId, photo, options);
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
      const compared = await catalogue.call((api) => api.comparePhotos(seen, k, options));
      const answers = [...compared, ...blind];
      return encoders.flatMap(
        ({ fingerprint }) => answers.find((one) => one.fingerprint === fingerprint) ?? [],
      );
    },
  });
}
