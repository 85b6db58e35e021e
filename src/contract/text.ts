/** Declares the calls of the text worker. */

import type { Pinged } from './ping';

/** The text worker: typed words stay in it and in the page. */
export interface TextApi extends Pinged {
  /**
   * Encodes a text with the text model of an installed model, which is opened at the first call.
   * Gives `[dims]` float32 of unit length in the space of that model's photos. Transferred: the receiver owns it.
   * Rejects with `ModelMissing`, `ModelCorrupt`, `ModelUnsuitable` or `EncoderFailed`.
   */
  encode(keptId: string, text: string): Promise<Float32Array<ArrayBuffer>>;
}
