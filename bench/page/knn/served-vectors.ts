/** Fetches the server's rows in blocks, and its queries. */

const FLOAT_BYTES = 4;
/** Fetched at once. */
const BLOCK_BYTES = 16 * 2 ** 20;

/** The first `n` rows in order, float32 [at most a block, dims] each; the receiver owns them. */
export async function* rowBlocks(n: number, dims: number): AsyncGenerator<Float32Array<ArrayBuffer>> {
  const blockRows = Math.max(1, Math.floor(BLOCK_BYTES / (dims * FLOAT_BYTES)));
  for (let row = 0; row < n; row += blockRows) {
    yield fetchVectors(`/vectors/rows/${row}-${Math.min(n, row + blockRows)}`);
  }
}

/** All queries, float32 [n, dims]; the receiver owns them. */
export function fetchQueries(): Promise<Float32Array<ArrayBuffer>> {
  return fetchVectors('/vectors/queries');
}

async function fetchVectors(address: string): Promise<Float32Array<ArrayBuffer>> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address}: the server answered ${response.status}`);
  return new Float32Array(await response.arrayBuffer());
}
