/** Gives each photo to the helper with the fewest photos, and a dead helper's photos to the others. */
import type { EncodeOutcome } from '../../contract/photo';
import { LookalikeError, hasName } from '../../shared/errors';

/** A helper encodes one photo while it decodes the next. More would only hold more decoded photos in memory. */
const PHOTOS_IN_HAND = 2;

/** A thread that encodes photos by itself. */
export interface Helper {
  /** Rejects with `WorkerDied` when the thread is gone, otherwise as `EncoderApi.encodeBatch`. */
  encode(photo: Blob): Promise<EncodeOutcome>;
}

interface Waiting {
  readonly take: (helper: Helper) => void;
  readonly giveUp: (error: Error) => void;
}

/** Gives photos to helpers, in the order of the calls. */
export class Helpers {
  readonly #inHand = new Map<Helper, number>();
  readonly #waiting: Waiting[] = [];

  /** Helpers that are alive. */
  get size(): number {
    return this.#inHand.size;
  }

  /** Adds a helper that is ready and gives it waiting photos at once. */
  join(helper: Helper): void {
    this.#inHand.set(helper, PHOTOS_IN_HAND);
    for (let i = 0; i < PHOTOS_IN_HAND; i++) this.#release(helper);
  }

  /**
   * Encodes a photo as soon as a helper has fewer than `PHOTOS_IN_HAND`. A helper that dies is removed, and its photos
   * go to the others. Rejects with `WorkerDied` when no helper is left.
   */
  async encode(photo: Blob): Promise<EncodeOutcome> {
    const helper = await this.#free();
    try {
      return await helper.encode(photo);
    } catch (error) {
      if (!hasName(error, 'WorkerDied')) throw error;
      this.#leave(helper);
    } finally {
      this.#release(helper);
    }
    return this.encode(photo);
  }

  async #free(): Promise<Helper> {
    if (this.size === 0) throw noneLeft();
    const [helper, photos] = [...this.#inHand].reduce((least, other) =>
      other[1] < least[1] ? other : least,
    );
    if (photos === PHOTOS_IN_HAND) {
      return new Promise((take, giveUp) => {
        this.#waiting.push({ take, giveUp });
      });
    }
    this.#inHand.set(helper, photos + 1);
    return helper;
  }

  #release(helper: Helper): void {
    const photos = this.#inHand.get(helper);
    if (photos === undefined) return;
    const next = this.#waiting.shift();
    if (next) next.take(helper);
    else this.#inHand.set(helper, photos - 1);
  }

  #leave(helper: Helper): void {
    this.#inHand.delete(helper);
    if (this.size > 0) return;
    for (const { giveUp } of this.#waiting.splice(0)) giveUp(noneLeft());
  }
}

function noneLeft(): LookalikeError {
  return new LookalikeError('WorkerDied', 'no helper is left to encode photos');
}
