/** Copies queries into a memory for the kernel to compare, and its answers back. */
import type { Kernel } from './kernel';
import type { Queries } from './queries';
import { aligned } from './shard-layout';

const FLOAT_BYTES = 4;
const DOUBLE_BYTES = 8;
/** Of a place in a heap: a float64 score and a uint32 row. */
const PLACE_BYTES = DOUBLE_BYTES + FLOAT_BYTES;
const FACTS_OF_A_QUERY = 5;

/** Room for queries after everything that a memory holds for longer. */
export class AskedQueries {
  readonly queries: Queries;
  /** The address after them. */
  readonly end: number;
  readonly #starts: readonly number[];

  /** Writes nothing yet: the memory may have to grow up to `end` before `tell`. @param stride values of each */
  constructor(at: number, queries: Queries, stride: number) {
    const { count, heaps } = queries;
    const lanes = Math.ceil(count / 4) * 4;
    this.queries = queries;
    let end = aligned(at);
    this.#starts = [
      count * stride * FLOAT_BYTES,
      lanes * stride * 2,
      lanes * FACTS_OF_A_QUERY * FLOAT_BYTES,
      count * heaps.k * PLACE_BYTES,
      count * FLOAT_BYTES,
      count * FLOAT_BYTES,
      count * DOUBLE_BYTES,
    ].map((size) => {
      const start = end;
      end = aligned(start + size);
      return start;
    });
    this.end = end;
  }

  /** Copies the queries and gives the kernel their address. */
  tell(memory: WebAssembly.Memory, kernel: Kernel): void {
    const { count, vectors, selves, names, floors, heaps } = this.queries;
    const [queriesAt = 0, shortsAt = 0, factsAt = 0, heapsAt = 0, selvesAt = 0, namesAt = 0, floorsAt = 0] =
      this.#starts;
    const { buffer } = memory;
    new Float32Array(buffer, queriesAt, vectors.length).set(vectors);
    new Float64Array(buffer, heapsAt, heaps.scores.length).set(heaps.scores);
    new Uint32Array(buffer, heapsAt + heaps.scores.byteLength, heaps.rows.length).set(heaps.rows);
    new Uint32Array(buffer, selvesAt, count).set(selves);
    new Uint32Array(buffer, namesAt, count).set(names);
    new Float64Array(buffer, floorsAt, count).set(floors);
    kernel.ask(queriesAt, shortsAt, factsAt, heapsAt, selvesAt, namesAt, floorsAt, count, heaps.k);
  }

  /** Copies the heaps back into those of the queries. */
  read(memory: WebAssembly.Memory): void {
    const { scores, rows } = this.queries.heaps;
    const heapsAt = this.#starts[3] ?? 0;
    scores.set(new Float64Array(memory.buffer, heapsAt, scores.length));
    rows.set(new Uint32Array(memory.buffer, heapsAt + scores.byteLength, rows.length));
  }
}
