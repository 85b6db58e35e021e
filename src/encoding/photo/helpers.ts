/** Deals photos to helpers, each to the one with the fewest in hand, and those of a dead helper to the others. */
import type { EncodeOutcome } from '../../contract/photo';
import { LookalikeError, hasName } from '../../shared/errors';

/** One is encoded while the next is decoded. More would only hold more decoded photos in memory. */
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

/** Deals photos to helpers in the order in which they come. */
export class Helpers {
  readonly #inHand = new Map<Helper, number>();
  readonly #waiting: Waiting[] = [];

  /** Helpers that are there to encode. */
  get size(): number {
    return this.#inHand.size;
  }

  /** Takes in a helper that is ready; photos that wait go to it at once. */
  join(helper: Helper): void {
    this.#inHand.set(helper, PHOTOS_IN_HAND);
    for (let i = 0; i < PHOTOS_IN_HAND; i++) this.#release(helper);
  }

  /**
   * Encodes a photo as soon as a helper has a hand free. A helper that dies over its photos is left out from then on
   * and they go to the others. Rejects with `WorkerDied` when none is left.
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
