/** Encodes batches with helpers where a job has enough of them, otherwise on this thread. */
import type { EncodeOutcome } from '../contract/photo';
import { hasName } from '../shared/errors';
import type { Encoder } from './encoder/encoder';
import type { PhotoPipeline } from './photo-pipeline';
import { Helpers, type Helper } from './photo/helpers';

/** Each helper holds its own copy of the model, so a model above this size gets no helpers. */
const HELPED_BYTES = 50e6;

/** How many helpers are worth starting: one per runtime thread for a small model on WASM, otherwise none. */
export function helpersFor({ card, device, threads }: Pick<Encoder, 'card' | 'device' | 'threads'>): number {
  return device === 'wasm' && threads > 1 && card.sizeBytes <= HELPED_BYTES ? threads : 0;
}

/**
 * Spreads the photos of batches over helpers, one photo each. Two runtime threads on one photo wait for each other at
 * every layer, and for this thread while it reads and resizes. Helpers wait for neither.
 */
export class HelpedBatches {
  readonly #pipeline: Pick<PhotoPipeline, 'batch'>;
  readonly #startHelper: (i: number) => Promise<Helper>;
  readonly #helpers = new Helpers();
  #toStart: number;
  #underWay = 0;

  /**
   * @param pipeline encodes until helpers are ready, and after the last one has died.
   * @param count of helpers, as `helpersFor` says.
   * @param startHelper starts helper number i, from 0. It is called once per number; a rejection is not retried.
   */
  constructor(
    pipeline: Pick<PhotoPipeline, 'batch'>,
    count: number,
    startHelper: (i: number) => Promise<Helper>,
  ) {
    this.#pipeline = pipeline;
    this.#toStart = count;
    this.#startHelper = startHelper;
  }

  /** As `PhotoPipeline.batch`. */
  async encode(photos: readonly Blob[]): Promise<readonly EncodeOutcome[]> {
    this.#underWay += 1;
    try {
      // a single batch ends before helpers would be ready
      if (this.#underWay > 1) this.#start();
      if (this.#helpers.size === 0) return await this.#pipeline.batch(photos);
      return await Promise.all(photos.map((photo) => this.#byHelper(photo)));
    } finally {
      this.#underWay -= 1;
    }
  }

  #start(): void {
    const count = this.#toStart;
    this.#toStart = 0;
    for (let i = 0; i < count; i++) {
      this.#startHelper(i).then(
        (helper) => {
          this.#helpers.join(helper);
        },
        // the other helpers or this thread encode its photos, only slower: nothing to report
        () => undefined,
      );
    }
  }

  async #byHelper(photo: Blob): Promise<EncodeOutcome> {
    try {
      return await this.#helpers.encode(photo);
    } catch (error) {
      // the last helper has died: this thread encodes the photo
      if (!hasName(error, 'WorkerDied')) throw error;
      const [outcome] = await this.#pipeline.batch([photo]);
      return outcome!;
    }
  }
}
