/** Types only: what crosses threads to show how a model would see a photo. */
import type { Preprocessing } from './card';
import type { CallOptions } from './call';
import type { Picture } from './photo';

/** What an encoder would see of a photo. */
export interface Preview extends Picture {
  /** The least and the greatest value of its tensor. */
  readonly low: number;
  readonly high: number;
}

/** Answered by the encoder worker: no other that sees photos decodes them. */
export interface PreviewApi {
  /**
   * What a photo becomes under a preprocessing, whatever model is loaded; transferred: the receiver owns it. One that is
   * cancelled while it waits is not drawn. Rejects with a `Photo…` name, or `AbortError`.
   */
  preview(photo: Blob, preprocessing: Preprocessing, options?: CallOptions): Promise<Preview>;
}
