/** Encodes batches by helpers where a job has enough of them, otherwise on this thread. */
import type { EncodeOutcome } from '../contract/photo';
import { hasName } from '../shared/errors';
import type { Encoder } from './encoder/encoder';
import type { PhotoPipeline } from './photo-pipeline';
import { Helpers, type Helper } from './photo/helpers';

/** Every helper has the model in its own memory, so a larger one has no helpers. */
const HELPED_BYTES = 50e6;

/** How many helpers are worth starting beside an encoder: one for each thread of a small one on WASM, otherwise none. */
export function helpersFor({ card, device, threads }: Pick<Encoder, 'card' | 'device' | 'threads'>): number {
  return device === 'wasm' && threads > 1 && card.sizeBytes <= HELPED_BYTES ? threads : 0;
}

/**
 * Two threads of a runtime on one photo wait for each other at every layer, and for this thread while it reads and
 * resizes. Helpers on a photo each wait for nothing.
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
   * @param startHelper starts helper number i, from 0. It is called once a number; one that rejects is done without.
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
      // for a single batch they would start too late
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
        // the work is done without it, only slower: nothing to report
        () => undefined,
      );
    }
  }

  async #byHelper(photo: Blob): Promise<EncodeOutcome> {
    try {
      return await this.#helpers.encode(photo);
    } catch (error) {
      // the last one has died: this thread does its work
      if (!hasName(error, 'WorkerDied')) throw error;
      const [outcome] = await this.#pipeline.batch([photo]);
      return outcome!;
    }
  }
}
