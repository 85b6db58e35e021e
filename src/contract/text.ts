/** Types only: what crosses threads about texts. */

import type { Pinged } from './ping';

/** The text worker: typed words stay in it and in the page. */
export interface TextApi extends Pinged {
  /**
   * Encodes a text by the text model of a model of others on this device, opened at the first call.
   * Gives `[dims]` float32 of unit length, transferred: the receiver owns it, in the space of that model's photos.
   * Rejects with `ModelMissing`, `ModelCorrupt`, `ModelUnsuitable` or `EncoderFailed`.
   */
  encode(keptId: string, text: string): Promise<Float32Array<ArrayBuffer>>;
}
