/** Assigns each photo file one position on the bench's server. */

/** Gives a photo that several rows use one position, so that it gets one vector. */
export class PhotoBook {
  readonly #positions = new Map<string, number>();

  /** Returns a file's position; a new file is added. */
  positionOf(file: string): number {
    const known = this.#positions.get(file);
    if (known !== undefined) return known;
    const position = this.#positions.size;
    this.#positions.set(file, position);
    return position;
  }

  /** By position. */
  get files(): readonly string[] {
    return [...this.#positions.keys()];
  }
}
