/** Puts the bytes of an offer's photos aside in the store, ahead of the encoder. */
import { hasName } from '../../shared/errors';
import type { PhotoOffer } from '../../contract/photo';
import type { Store } from '../../store/store';
import { storageRoom } from '../../shared/storage-room';

const BATCH_PHOTOS = 32;
const BATCH_BYTES = 64 * 1024 * 1024;
/** Of the free quota that originals may take; the rest is for embeddings and thumbnails. */
const QUOTA_SHARE = 0.6;

/** Whether the originals of an offer fit on this device beside everything else; no where the browser does not tell. */
export async function originalsFit(photos: readonly PhotoOffer[]): Promise<boolean> {
  const room = await storageRoom();
  if (!room) return false;
  const bytes = photos.reduce((sum, { photo }) => sum + (photo?.size ?? 0), 0);
  return bytes <= (room.quota - room.usage) * QUOTA_SHARE;
}

/**
 * Copies photos given as bytes into the store while their job runs, so that a closed tab loses none of them. It stops
 * quietly when the store is full: the job does not depend on the copies.
 */
export class Stager {
  readonly #store: Store;
  readonly #job: string;
  readonly #photos: readonly PhotoOffer[];
  readonly #stop = new AbortController();
  readonly #waiting: { position: number; resolve: () => void }[] = [];
  /** Photos before this position are aside or will never be. */
  #reached = 0;

  constructor(store: Store, job: string, photos: readonly PhotoOffer[]) {
    this.#store = store;
    this.#job = job;
    this.#photos = photos;
  }

  /** @param noteStaged called for every photo that is safely aside. */
  async run(noteStaged: (position: number) => void): Promise<void> {
    try {
      while (this.#reached < this.#photos.length && !this.#stop.signal.aborted) {
        await this.#batch(noteStaged);
        this.#wake();
      }
    } catch (error) {
      if (!hasName(error, 'StorageFull')) throw error;
    } finally {
      this.stop();
    }
  }

  /** Resolves when the photo at a position has been put aside, or never will be. */
  reached(position: number): Promise<void> {
    if (position < this.#reached) return Promise.resolve();
    return new Promise((resolve) => this.#waiting.push({ position, resolve }));
  }

  stop(): void {
    this.#stop.abort();
    this.#reached = Infinity;
    this.#wake();
  }

  async #batch(noteStaged: (position: number) => void): Promise<void> {
    const batch: { position: number; photo: Blob }[] = [];
    let bytes = 0;
    let at = this.#reached;
    for (; at < this.#photos.length && batch.length < BATCH_PHOTOS && bytes < BATCH_BYTES; at++) {
      const photo = this.#photos[at]?.photo;
      // the encoder refuses an empty file with its reason; there is nothing to keep
      if (!photo || photo.size === 0) continue;
      batch.push({ position: at, photo });
      bytes += photo.size;
    }
    try {
      await this.#store.stage(this.#job, batch);
      for (const { position } of batch) noteStaged(position);
    } catch (error) {
      if (hasName(error, 'StorageFull')) throw error;
      // one unreadable file fails its whole transaction: the others go one by one, and the job names the bad one
      for (const entry of batch) {
        const aside = await this.#store.stage(this.#job, [entry]).then(
          () => true,
          () => false,
        );
        if (aside) noteStaged(entry.position);
      }
    }
    this.#reached = Math.max(this.#reached, at);
  }

  #wake(): void {
    for (let i = this.#waiting.length - 1; i >= 0; i--) {
      const entry = this.#waiting[i];
      if (!entry || entry.position >= this.#reached) continue;
      entry.resolve();
      this.#waiting.splice(i, 1);
    }
  }
}
