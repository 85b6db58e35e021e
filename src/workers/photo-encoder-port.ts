/** Calls an encoder worker over a port, and packs its pictures as the JPEG that is stored. */
import { wrap } from 'comlink';
import type { IndexOutcome, PhotoEncoder } from '../catalogue/jobs/photo-encoder';
import type { EncodeOutcome } from '../contract/photo';
import type { EncoderApi } from '../contract/encoder';
import { toJpeg } from '../image/thumbnail';
import { LookalikeError } from '../shared/errors';

async function packed(outcome: EncodeOutcome): Promise<IndexOutcome> {
  if ('failure' in outcome) return outcome;
  const { picture, ...encoded } = outcome.encoded;
  if (!picture) throw new LookalikeError('EncoderFailed', 'a photo of a batch came without its picture');
  return { encoded: { ...encoded, jpeg: await (await toJpeg(picture)).arrayBuffer() } };
}

/** Wraps the encoder at the other end of a port. Rejects as `EncoderApi.encodeBatch`, and with `EncoderFailed`. */
export function photoEncoder(port: MessagePort): PhotoEncoder {
  const encoder = wrap<EncoderApi>(port);
  return { encodeBatch: async (photos) => Promise.all((await encoder.encodeBatch(photos)).map(packed)) };
}
