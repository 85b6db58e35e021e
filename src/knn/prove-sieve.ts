/** Checks that a GPU device computes what the scalar reference computes; rejects with an Error if not. */
import { FACTS_OF_A_QUERY, type GpuSieve } from './gpu-sieve';
import type { Metric } from './metric';
import { pairReason } from './pair-reason';
import { FACTS_OF_A_ROW, integersOf, putNeeds, type RowIntegers } from './sieve-facts';
import { referenceSieve } from './sieve-reference';

/** More than one workgroup each way, none of them whole. */
const QUERIES = 70;
const ROWS = 150;
const STRIDE = 80;
/** Of a uniform vector's squared length: some pairs pass it and most do not. */
const FLOOR_SHARE = 0.2;

/** Numbers in -1..1 by a linear congruence (Knuth, MMIX's high bits), the same everywhere. */
function drawn(count: number): Float32Array<ArrayBuffer> {
  let state = 1n;
  return Float32Array.from({ length: count }, () => {
    state = BigInt.asUintN(64, state * 6364136223846793005n + 1442695040888963407n);
    return Number(state >> 33n) / 2 ** 30 - 1;
  });
}

/**
 * The facts of queries that `GpuSieve.sift` takes.
 *
 * @param selves int32 [n]: the row that each is itself, -1 for none
 */
export function queryFacts(
  { fixed }: RowIntegers,
  needs: Int32Array,
  selves: Int32Array,
): Int32Array<ArrayBuffer> {
  const facts = new Int32Array(selves.length * FACTS_OF_A_QUERY);
  for (let q = 0; q < selves.length; q += 1) {
    const [from, at] = [q * FACTS_OF_A_ROW, q * FACTS_OF_A_QUERY];
    facts.set(fixed.subarray(from, from + FACTS_OF_A_ROW), at);
    facts.set(needs.subarray(from, from + FACTS_OF_A_ROW), at + FACTS_OF_A_ROW);
    facts[at + 2 * FACTS_OF_A_ROW] = selves[q]!;
  }
  return facts;
}

/** Rejects with `Error` where the device lets other pairs pass than the scalar reference, or fails. */
export async function proveSieve(sieve: GpuSieve): Promise<void> {
  for (const metric of ['dot', 'l2'] as const) await prove(sieve, metric);
}

async function prove(sieve: GpuSieve, metric: Metric): Promise<void> {
  const values = drawn((QUERIES + ROWS) * STRIDE);
  const isSquared = metric === 'l2';
  const floor = (isSquared ? -1 + FLOOR_SHARE : FLOOR_SHARE) * STRIDE * (isSquared ? 2 / 3 : 1 / 3);
  const side = (vectors: Float32Array) => {
    const integers = integersOf(vectors, STRIDE, metric);
    const needs = new Int32Array(integers.fixed.length);
    putNeeds(integers, 0, new Float64Array(integers.scales.length).fill(floor), metric, needs);
    return { ...integers, needs };
  };
  const queries = side(values.subarray(0, QUERIES * STRIDE));
  const rows = side(values.subarray(QUERIES * STRIDE));
  const selves = Int32Array.from({ length: QUERIES }, (_, q) => q - 1);
  const held = await sieve.hold(ROWS, STRIDE);
  sieve.put(held, 0, rows);
  sieve.ask(queries.bytes);
  const pairs = await sieve.sift({
    rows: held,
    first: 0,
    rowNeeds: rows.needs,
    queries: queryFacts(queries, queries.needs, selves),
    isSquared,
  });
  held.bytes.destroy();
  held.fixed.destroy();
  const expected = referenceSieve(queries, rows, STRIDE, selves, isSquared);
  const isRight = pairs?.length === expected.length && pairs.sort().every((pair, i) => pair === expected[i]);
  if (isRight) return;
  throw new Error(pairReason({ code: 'gpu-wrong', passed: pairs?.length, expected: expected.length }));
}
