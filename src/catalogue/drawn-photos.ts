/** Photos of the demo that are looked at in; their files, drawn one by one and kept for a while, out. */
import type { DemoPhoto } from '../demo/article';
import { photoFile } from '../demo/photo-file';

/** About 10 MB. */
const KEPT = 400;

interface Waiting {
  readonly photo: DemoPhoto;
  readonly take: (file: Blob | PromiseLike<Blob>) => void;
  readonly refuse: (reason: unknown) => void;
}

/** Draws what was asked for last first: the rest may have been scrolled past. Searches slip in between two drawings. */
export class DrawnPhotos {
  /** Least recently used first. */
  readonly #files = new Map<string, Promise<Blob>>();
  readonly #waiting: Waiting[] = [];
  #isDrawing = false;

  photo(photo: DemoPhoto): Promise<Blob> {
    const file =
      this.#files.get(photo.id) ??
      new Promise<Blob>((take, refuse) => {
        this.#waiting.push({ photo, take, refuse });
        this.#draw();
      });
    this.#files.delete(photo.id);
    this.#files.set(photo.id, file);
    file.catch(() => this.#files.delete(photo.id));
    const [oldest] = this.#files.size > KEPT ? this.#files.keys() : [];
    if (oldest !== undefined) this.#files.delete(oldest);
    return file;
  }

  #draw(): void {
    if (this.#isDrawing) return;
    this.#isDrawing = true;
    // a task of its own for each: calls that have come meanwhile are answered first
    setTimeout(() => {
      this.#isDrawing = false;
      const next = this.#waiting.pop();
      if (!next) return;
      try {
        next.take(photoFile(next.photo));
      } catch (error) {
        next.refuse(error);
      }
      if (this.#waiting.length > 0) this.#draw();
    });
  }
}
