/** Scores of rows in, one after the other; the best k of them out, best first. */

/** One row of an answer. */
export interface RowMatch {
  readonly row: number;
  readonly score: number;
}

/**
 * Keeps the best k of any number of offered rows: higher score first, equal scores by lower row. A heap with the
 * worst kept match at its root, so an offer that is not good enough costs one comparison and none allocates.
 * Rows may come in any order, each once; scores must not be NaN.
 */
export class TopK {
  readonly #k: number;
  readonly #scores: Float64Array;
  readonly #rows: Float64Array;
  #count = 0;

  /** @param k how many to keep; allocates 16 bytes for each, so callers cap it at the rows there are. */
  constructor(k: number) {
    this.#k = k;
    this.#scores = new Float64Array(k);
    this.#rows = new Float64Array(k);
  }

  /** Takes the row if it is among the best k offered so far. */
  offer(row: number, score: number): void {
    if (this.#count < this.#k) {
      this.#count += 1;
      this.#rise(this.#count - 1, row, score);
    } else if (this.#count > 0 && this.#isWorse(0, row, score)) {
      this.#sink(row, score);
    }
  }

  /** The kept matches, best first; afterwards nothing is kept. */
  drain(): RowMatch[] {
    const matches = new Array<RowMatch>(this.#count);
    while (this.#count > 0) {
      this.#count -= 1;
      matches[this.#count] = { row: this.#row(0), score: this.#score(0) };
      this.#sink(this.#row(this.#count), this.#score(this.#count));
    }
    return matches;
  }

  #row(at: number): number {
    return this.#rows[at] ?? Number.NaN;
  }

  #score(at: number): number {
    return this.#scores[at] ?? Number.NaN;
  }

  /** Whether the match kept at `at` ranks behind the given one. */
  #isWorse(at: number, row: number, score: number): boolean {
    const kept = this.#score(at);
    return kept < score || (kept === score && this.#row(at) > row);
  }

  #set(at: number, row: number, score: number): void {
    this.#rows[at] = row;
    this.#scores[at] = score;
  }

  #rise(from: number, row: number, score: number): void {
    let at = from;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (this.#isWorse(parent, row, score)) break;
      this.#set(at, this.#row(parent), this.#score(parent));
      at = parent;
    }
    this.#set(at, row, score);
  }

  /** Replaces the root. */
  #sink(row: number, score: number): void {
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= this.#count) break;
      const right = child + 1;
      if (right < this.#count && this.#isWorse(right, this.#row(child), this.#score(child))) child = right;
      if (!this.#isWorse(child, row, score)) break;
      this.#set(at, this.#row(child), this.#score(child));
      at = child;
    }
    this.#set(at, row, score);
  }
}
