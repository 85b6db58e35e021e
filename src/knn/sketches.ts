/** Lays out sketches of rows and queries in a memory, by which the kernel rules pairs out. */
import type { Kernel } from './kernel';
import { aligned } from './shard-layout';
import type { SketchBasis } from './sketch-basis';

const FLOAT_BYTES = 4;
/** Facts of a row or a query: scale, error, norm and rest. */
const FACTS = 4;

/** Room for sketches of rows 0 to before `rows` of a memory, and of some queries. */
export class Sketches {
  /** Address behind them. */
  readonly end: number;
  readonly #basis: SketchBasis;
  readonly #starts: readonly number[];
  readonly #rows: number;
  readonly #queries: number;

  /** Writes nothing yet: the memory may have to grow up to `end` before `tell`. @param queries the most at once */
  constructor(at: number, rows: number, queries: number, basis: SketchBasis) {
    const { width } = basis;
    this.#basis = basis;
    this.#rows = Math.ceil(rows / 4) * 4;
    this.#queries = Math.ceil(queries / 4) * 4;
    let end = aligned(at);
    this.#starts = [
      basis.directions.byteLength,
      this.#rows * (width + FACTS * FLOAT_BYTES),
      this.#queries * (width * 2 + FACTS * FLOAT_BYTES),
      width * FLOAT_BYTES,
    ].map((size) => {
      const start = end;
      end = aligned(start + size);
      return start;
    });
    this.end = end;
  }

  /** Gives the kernel their addresses; `sketchRows` makes those of the rows. */
  tell(memory: WebAssembly.Memory, kernel: Kernel): void {
    const [directionsAt = 0, rowsAt = 0, queriesAt = 0, headsAt = 0] = this.#starts;
    const { directions, width, defect } = this.#basis;
    new Float32Array(memory.buffer, directionsAt, directions.length).set(directions);
    kernel.sketch(directionsAt, width, defect, rowsAt, this.#rows, queriesAt, this.#queries, headsAt);
  }
}
