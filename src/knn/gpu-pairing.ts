/** Rules pairs out on a GPU, and has the index judge only those that are left. */
import type { ExactIndex } from './exact-index';
import { GpuSieve, type GpuRows, type GpuSieveOptions } from './gpu-sieve';
import { NO_ROW } from './kernel';
import { pairReason } from './pair-reason';
import { proveSieve, queryFacts } from './prove-sieve';
import type { Queries } from './queries';
import type { Shard } from './shard';
import { strideOf } from './shard-layout';
import { FACTS_OF_A_ROW, integersOf, putNeeds, type RowIntegers } from './sieve-facts';

/** Values that are made integers at once, some 10 ms. */
const VALUES_AT_ONCE = 2 ** 20;
/** Pairs that are judged at once, at most some 20 ms. */
const PAIRS_AT_ONCE = 2 ** 16;
/** Rows of a tile are a multiple of what a workgroup takes. */
const SIDE = 64;
const FIRST_TILE_PAIRS = 2 ** 18;
/** A smaller tile is no work for a GPU: if one takes long, something else has delayed it. */
const FEWEST_TILE_PAIRS = 2 ** 16;
const MOST_TILE_PAIRS = 2 ** 23;
/** Tiles are sized so that each takes about so long, because drawing the screen may have to wait for one. */
const SLOW_TILE_MS = 60;
const FAST_TILE_MS = 20;

/** The part of its integers that a row's needs are computed from. */
type Scaled = Pick<RowIntegers, 'scales' | 'squares'>;

interface HeldShard extends Scaled {
  readonly rows: GpuRows;
}

/** Rows on their way through the GPU. */
interface Tile {
  readonly first: number;
  readonly end: number;
  /** As `GpuSieve.sift`; an error where that rejects. */
  readonly passed: Promise<Uint32Array<ArrayBuffer> | undefined | Error>;
}

export interface GpuPairOptions {
  /** Rows of a slice where WASM compares them. */
  readonly rowsAtOnce: number;
  /** After so many milliseconds WASM compares the rest. Default: never. */
  readonly limitMs?: number | undefined;
  /** Awaited between slices; what it rejects with ends the work. */
  readonly breathe: () => Promise<void>;
}

/**
 * Does what `Pairing.pair` does, most of it on a GPU, which rules pairs out by integers alone. The kernel judges all
 * other pairs, so answers are the same to the last bit. Rows are copied to the GPU when they are first needed; they
 * must be neither added nor removed meanwhile.
 */
export class GpuPairing {
  readonly #sieve: GpuSieve;
  readonly #index: ExactIndex;
  readonly #held = new Map<Shard, HeldShard>();
  /** Of the next tile. */
  #pairs = FIRST_TILE_PAIRS;

  private constructor(sieve: GpuSieve, index: ExactIndex) {
    this.#sieve = sieve;
    this.#index = index;
  }

  /**
   * Opens an adapter and checks that it computes as expected.
   *
   * @param gpu `navigator.gpu`, absent where the browser has none
   * Rejects with `Error` where there is no adapter, or none that is sound.
   */
  static async open(
    gpu: Pick<GPU, 'requestAdapter' | 'wgslLanguageFeatures'> | undefined,
    index: ExactIndex,
    options?: GpuSieveOptions,
  ): Promise<GpuPairing> {
    const sieve = await GpuSieve.open(gpu, options);
    try {
      await proveSieve(sieve);
    } catch (error) {
      sieve.close();
      throw error;
    }
    return new GpuPairing(sieve, index);
  }

  /** The adapter in the browser's words. */
  get adapter(): string {
    return this.#sieve.adapter;
  }

  /**
   * Compares queries with the rows from `from` on that are behind the query itself, and fills the heaps of both.
   *
   * @returns why the GPU has not done all of it; WASM has done the rest then
   */
  async pair(queries: Queries, from: number, options: GpuPairOptions): Promise<string | undefined> {
    const stride = strideOf(this.#index.dims);
    const integers = integersOf(queries.vectors, stride, this.#index.metric);
    const until = performance.now() + (options.limitMs ?? Infinity);
    let gaveUp: string | undefined;
    for (const shard of queries.count > 0 ? this.#index.shards() : []) {
      let row = Math.max(from, shard.firstRow);
      if (row >= shard.end) continue;
      if (gaveUp === undefined) {
        const held = await this.#hold(shard, options.breathe);
        if (held instanceof Error) gaveUp = held.message;
        else {
          this.#sieve.ask(integers.bytes);
          ({ row, gaveUp } = await this.#throughGpu(shard, held, queries, integers, row, until, options));
        }
      }
      await this.#throughKernel(shard, queries, row, shard.end, options);
    }
    return gaveUp;
  }

  /** Gives the GPU's memory back; what is under way is done by WASM. */
  close(): void {
    this.#sieve.close();
  }

  /** Tile by tile from `row` on; resolves with the first row that is left, and why. */
  async #throughGpu(
    shard: Shard,
    held: HeldShard,
    queries: Queries,
    integers: RowIntegers,
    row: number,
    until: number,
    options: GpuPairOptions,
  ): Promise<{ readonly row: number; readonly gaveUp: string | undefined }> {
    const under: Tile[] = [];
    let asked = row;
    let gaveUp: string | undefined;
    while (gaveUp === undefined && row < shard.end) {
      while (asked < shard.end && under.length < 2) {
        const rows = Math.max(SIDE, Math.floor(this.#pairs / queries.count / SIDE) * SIDE);
        const tile = this.#ask(shard, held, queries, integers, asked, Math.min(shard.end, asked + rows));
        under.push(tile);
        asked = tile.end;
      }
      const tile = under.shift()!;
      const waitingSince = performance.now();
      const passed = await tile.passed;
      const waitedMs = performance.now() - waitingSince;
      await options.breathe();
      if (passed instanceof Error) gaveUp = passed.message;
      else {
        this.#adapt(waitedMs, passed?.length);
        if (passed) await this.#judge(shard, queries, tile, passed, options);
        else await this.#throughKernel(shard, queries, tile.first, tile.end, options);
        row = tile.end;
        if (row < shard.end && performance.now() > until) gaveUp = pairReason({ code: 'gpu-slower' });
      }
    }
    // WASM compares what these tiles let pass; the GPU must be free again for the next block
    await Promise.all(under.map((tile) => tile.passed));
    return { row, gaveUp };
  }

  #ask(
    shard: Shard,
    { rows, scales, squares }: HeldShard,
    queries: Queries,
    integers: RowIntegers,
    first: number,
    end: number,
  ): Tile {
    const { count, heaps, floors, selves } = queries;
    const { metric } = this.#index;
    const own = first - shard.firstRow;
    const rowNeeds = new Int32Array((end - first) * FACTS_OF_A_ROW);
    putNeeds({ scales, squares }, own, shard.floors(first, end), metric, rowNeeds);
    // the root of a heap is its worst
    const wanted = floors.map((floor, q) => Math.max(floor, heaps.scores[q * heaps.k]!));
    const needs = new Int32Array(count * FACTS_OF_A_ROW);
    putNeeds(integers, 0, wanted, metric, needs);
    const ownSelves = Int32Array.from(selves, (self) =>
      self === NO_ROW ? -1 : Math.max(-1, self - shard.firstRow),
    );
    const passed = this.#sieve
      .sift({
        rows,
        first: own,
        rowNeeds,
        queries: queryFacts(integers, needs, ownSelves),
        isSquared: metric === 'l2',
      })
      .catch(asError);
    return { first, end, passed };
  }

  /** Fits the next tile to the last one. @param passed undefined: more than there was room for */
  #adapt(waitedMs: number, passed: number | undefined): void {
    const { pairRoom } = this.#sieve;
    if (passed === undefined) this.#pairs /= 2;
    else if (waitedMs > SLOW_TILE_MS) this.#pairs = Math.max(FEWEST_TILE_PAIRS, this.#pairs / 2);
    else if (passed < pairRoom / 4 && waitedMs < FAST_TILE_MS) {
      this.#pairs = Math.min(MOST_TILE_PAIRS, this.#pairs * 2);
    }
  }

  async #judge(
    shard: Shard,
    queries: Queries,
    { first }: Tile,
    passed: Uint32Array<ArrayBuffer>,
    { breathe }: GpuPairOptions,
  ): Promise<void> {
    passed.sort();
    for (let at = 0; at < passed.length; at += PAIRS_AT_ONCE) {
      shard.pairListed(queries, first, passed.subarray(at, at + PAIRS_AT_ONCE));
      await breathe();
    }
  }

  async #throughKernel(
    shard: Shard,
    queries: Queries,
    first: number,
    end: number,
    { rowsAtOnce, breathe }: GpuPairOptions,
  ): Promise<void> {
    const slices = shard.pair(queries, first, end, rowsAtOnce);
    while (!slices.next().done) await breathe();
  }

  /** The shard's rows on the GPU; an error where that has no room for them. */
  async #hold(shard: Shard, breathe: () => Promise<void>): Promise<HeldShard | Error> {
    const known = this.#held.get(shard);
    if (known) return known;
    const stride = strideOf(this.#index.dims);
    const count = shard.end - shard.firstRow;
    const rows = await this.#sieve.hold(count, stride).catch(asError);
    if (rows instanceof Error) return rows;
    const held = { rows, scales: new Float64Array(count), squares: new Float64Array(count) };
    const atOnce = Math.max(1, Math.floor(VALUES_AT_ONCE / stride));
    for (let from = 0; from < count; from += atOnce) {
      const first = shard.firstRow + from;
      const vectors = shard.vectors(first, Math.min(shard.end, first + atOnce));
      const integers = integersOf(vectors, stride, this.#index.metric, (i) => shard.has(first + i));
      this.#sieve.put(rows, from, integers);
      held.scales.set(integers.scales, from);
      held.squares.set(integers.squares, from);
      await breathe();
    }
    this.#held.set(shard, held);
    return held;
  }
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
