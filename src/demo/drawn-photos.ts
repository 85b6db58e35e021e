/** Photos of the demo that are looked at in; their files, drawn one by one and kept for a while, out. */
import type { DemoPhoto } from './article';
import { photoFile } from './photo-file';

/** About 10 MB. */
const KEPT = 400;

interface Waiting {
  readonly photo: DemoPhoto;
  readonly take: (file: Blob | PromiseLike<Blob>) => void;
  readonly refuse: (reason: unknown) => void;
}

/**
 * What was asked for last is drawn first: the rest may have been scrolled past. What was asked for at once is drawn in the
 * order of asking. Searches slip in between two drawings.
 */
export class DrawnPhotos {
  /** Least recently used first. */
  readonly #files = new Map<string, Promise<Blob>>();
  /** Lists of photos that were asked for between two drawings; the list that was begun last is drawn first. */
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

  /** One that waits further back is wanted now. */
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
    // a task of its own for each: calls that have come meanwhile are answered first
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
