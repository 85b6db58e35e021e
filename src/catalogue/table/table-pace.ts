/** Tells the rate, the share of the work done and the time left of a table. */
import { RateMeter } from '../../shared/rate';

/** Pairs that products behind a position make with each other: what is left to compare, as each pair is compared once. */
function pairsAmong(products: number): number {
  return (products * (products - 1)) / 2;
}

/** The first products are compared with all others, the last with none: time is told by pairs, not by products. */
export class TablePace {
  readonly #products: number;
  readonly #productRate: RateMeter;
  readonly #pairRate: RateMeter;
  #done: number;

  /**
   * @param done products that are finished at the start.
   * @param now milliseconds of a clock that never goes back.
   */
  constructor(products: number, done: number, now?: () => number) {
    this.#products = products;
    this.#done = done;
    this.#productRate = new RateMeter(now);
    this.#pairRate = new RateMeter(now);
  }

  /** Products before this position are finished. */
  reached(position: number): void {
    this.#productRate.add(position - this.#done);
    this.#pairRate.add(pairsAmong(this.#products - this.#done) - pairsAmong(this.#products - position));
    this.#done = position;
  }

  get done(): number {
    return this.#done;
  }

  /** Products per second over the last seconds; 0 until known. */
  get perSecond(): number {
    return this.#productRate.perSecond;
  }

  /** Milliseconds left; undefined until known. */
  get etaMs(): number | undefined {
    return this.#pairRate.etaMs(pairsAmong(this.#products - this.#done));
  }

  /** Of the work, 0..1. */
  static share(products: number, done: number): number {
    const all = pairsAmong(products);
    return all === 0 ? Number(done >= products) : 1 - pairsAmong(products - done) / all;
  }
}
