/** Declares what crosses threads to show how a model would see a photo. */
import type { Preprocessing } from './card';
import type { CallOptions } from './call';
import type { Picture } from './photo';

/** What an encoder would see of a photo. */
export interface Preview extends Picture {
  /** The least and the greatest value of its tensor. */
  readonly low: number;
  readonly high: number;
}

/** Answered by the encoder worker, the only one that decodes photos. */
export interface PreviewApi {
  /**
   * What a photo becomes under a preprocessing, whichever model is loaded. Transferred: the receiver owns it. A call
   * that is cancelled while it waits draws nothing. Rejects with a `Photo…` name, or `AbortError`.
   */
  preview(photo: Blob, preprocessing: Preprocessing, options?: CallOptions): Promise<Preview>;
}
