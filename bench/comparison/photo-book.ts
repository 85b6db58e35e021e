/** Photos' files in; their positions on the bench's server, one for each file, out. */

/** A photo that serves several rows is served, and made a vector of, once. */
export class PhotoBook {
  readonly #positions = new Map<string, number>();

  /** The position of a file, which is entered where it is new. */
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
