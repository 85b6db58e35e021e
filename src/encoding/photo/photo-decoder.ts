/** Decodes photos in the order of their turns, and frees each as soon as it is read. */
import PQueue from 'p-queue';
import { decode } from '../../image/decode';
import type { Turn } from './turn';

/** Decoded photos held at once: a large one takes 400 MB. */
const PHOTOS_AT_ONCE = 8;

/** Limits how many decoded photos a thread holds. A thread has one of these, so that one limit applies to all. */
export class PhotoDecoder {
  readonly #queue = new PQueue({ concurrency: PHOTOS_AT_ONCE });
  readonly #decode: (photo: Blob) => Promise<ImageBitmap>;

  /** @param decodeOne gives a bitmap that this closes; the browser's decoder by default. */
  constructor(decodeOne = decode) {
    this.#decode = decodeOne;
  }

  /**
   * Decodes a photo and calls `read` with it.
   *
   * @param read gets a bitmap that is closed when it returns.
   * Rejects as `decode` does, with what `read` throws, or with `AbortError`.
   */
  read<T>(photo: Blob, turn: Turn, read: (bitmap: ImageBitmap) => T): Promise<T> {
    return this.#queue.add(async () => {
      const bitmap = await this.#decode(photo);
      try {
        return read(bitmap);
      } finally {
        bitmap.close();
      }
    }, turn);
  }
}
