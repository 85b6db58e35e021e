/** Measures units of work per second, and estimates the time left. */

const WINDOW_MS = 10_000;

/** Units per second over the last ten seconds of work; pauses do not count. */
export class RateMeter {
  readonly #now: () => number;
  #marks: { at: number; count: number }[] = [];

  /** @param now milliseconds of a clock that never goes back. */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
    this.restart();
  }

  /** Begins anew after a start or a pause. */
  restart(): void {
    this.#marks = [{ at: this.#now(), count: 0 }];
  }

  add(count: number): void {
    const at = this.#now();
    this.#marks.push({ at, count });
    while (this.#marks.length > 2 && at - (this.#marks[1]?.at ?? at) > WINDOW_MS) this.#marks.shift();
  }

  /** 0 until something was finished. */
  get perSecond(): number {
    const first = this.#marks[0];
    const last = this.#marks.at(-1);
    if (!first || !last || last.at <= first.at) return 0;
    // the first mark only opens the window: what it counted was finished before it
    const count = this.#marks.slice(1).reduce((sum, mark) => sum + mark.count, 0);
    return (count * 1000) / (last.at - first.at);
  }

  /** Milliseconds until `left` units are finished; undefined until the rate is known. */
  etaMs(left: number): number | undefined {
    const rate = this.perSecond;
    return rate > 0 ? (left * 1000) / rate : undefined;
  }
}
