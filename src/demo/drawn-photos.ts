/** Draws the demo's photos on demand, one by one, and caches the latest. */
import type { DemoPhoto } from './article';
import { photoFile } from './photo-file';

/** Photos in the cache: about 10 MB. */
const KEPT = 400;

interface Waiting {
  readonly photo: DemoPhoto;
  readonly take: (file: Blob | PromiseLike<Blob>) => void;
  readonly refuse: (reason: unknown) => void;
}

/**
 * Draws the latest requests first, since earlier ones may have been scrolled past. Requests made in one task are drawn
 * in their order. Searches run between two drawings.
 */
export class DrawnPhotos {
  /** The cache, least recently used first. */
  readonly #files = new Map<string, Promise<Blob>>();
  /** Requests, one list for each time between two drawings; the latest list is drawn first. */
  readonly #asked: Waiting[][] = [];
  #isFilling = false;
  #isDrawing = false;

  photo(photo: DemoPhoto): Promise<Blob> {
    const known = this.#files.get(photo.id);
    const file =
      known ??
      new Promise<Blob>((take, refuse) => {
        this.#ask({ photo, take, refuse });
        this.#draw();
      });
    if (known) this.#askAgain(photo);
    this.#files.delete(photo.id);
    this.#files.set(photo.id, file);
    file.catch(() => this.#files.delete(photo.id));
    const [oldest] = this.#files.size > KEPT ? this.#files.keys() : [];
    if (oldest !== undefined) this.#files.delete(oldest);
    return file;
  }

  #ask(waiting: Waiting): void {
    if (!this.#isFilling) this.#asked.push([]);
    this.#isFilling = true;
    this.#asked.at(-1)?.push(waiting);
  }

  /** Moves a waiting photo to the latest list. */
  #askAgain({ id }: DemoPhoto): void {
    for (const list of this.#asked) {
      const at = list.findIndex(({ photo }) => photo.id === id);
      const [waiting] = at < 0 ? [] : list.splice(at, 1);
      if (!waiting) continue;
      this.#ask(waiting);
      return;
    }
  }

  #next(): Waiting | undefined {
    while (this.#asked.at(-1)?.length === 0) this.#asked.pop();
    return this.#asked.at(-1)?.shift();
  }

  #draw(): void {
    if (this.#isDrawing) return;
    this.#isDrawing = true;
    // one task per drawing, so that waiting calls are answered in between
    setTimeout(() => {
      this.#isDrawing = false;
      this.#isFilling = false;
      const next = this.#next();
      if (!next) return;
      try {
        next.take(photoFile(next.photo));
      } catch (error) {
        next.refuse(error);
      }
      this.#draw();
    });
  }
}
