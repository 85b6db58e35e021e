/** Answers calls about the encoders of a worker's catalogue. */
import type { Catalogue } from '../catalogue/catalogue';
import type { PhotoEncoder } from '../catalogue/jobs/photo-encoder';
import type { EncodersApi } from '../contract/encoders';

/**
 * @param opened resolves with the catalogue, or rejects with why there is none.
 * @param photoEncoder wraps the encoder at the other end of a port.
 */
export function encodersCalls(
  opened: () => Promise<Catalogue>,
  photoEncoder: (port: MessagePort) => PhotoEncoder,
): EncodersApi {
  const encoders = async () => (await opened()).encoders;
  const filled = async () => {
    const catalogue = await opened();
    await catalogue.filled();
    return catalogue.encoders;
  };
  return {
    switchEncoder: async (encoder, port) => (await encoders()).switchTo(encoder, photoEncoder(port)),
    connectEmbedder: async (port) => (await filled()).connect(photoEncoder(port)),
    loseEmbedder: async () => {
      (await encoders()).lose();
    },
    embed: async (encoder, port) => (await filled()).embed(encoder, photoEncoder(port)),
    lacking: async (encoder) => (await filled()).lacking(encoder),
    pauseEmbedding: async () => (await filled()).pause(),
    resumeEmbedding: async () => (await filled()).resume(),
    cancelEmbedding: async () => (await filled()).cancel(),
    embeddingSkipped: async () => (await encoders()).skipped(),
    storedEmbeddings: async () => (await encoders()).stored(),
    deleteEmbeddings: async (fingerprint) => (await filled()).delete(fingerprint),
    compareAnswers: async (id, encoders, k, options) =>
      (await filled()).compareAnswers(id, encoders, k, options?.signal),
    comparePhotos: async (seen, k, options) => (await filled()).comparePhotos(seen, k, options?.signal),
    compareEncoders: async (encoders, k, options) =>
      (await filled()).compareEncoders(encoders, k, options?.signal),
  };
}
