/** Fills the app's kNN workers with the server's vectors, joined in one index. */
import type { IndexPart } from '../../../src/knn/index-part';
import { IndexPool } from '../../../src/knn/index-pool';
import { Lifetime } from '../../../src/shared/lifetime';
import { remotePart } from '../../../src/threads/link/remote-part';
import type {
  FilledFigures,
  PairsFigures,
  PairsOptions,
  PoolOptions,
  QueryOptions,
} from '../../knn/knn-calls';
import { CollectedAnswers } from './send-answers';
import { fetchQueries, rowBlocks } from './served-vectors';

/** Lookalikes take minutes: a line on stderr each time that a tenth is done. */
const REPORTS = 10;

/** Starts a kNN worker, called as the catalogue calls it. */
function startPart(i: number): IndexPart {
  const worker = new Worker(new URL('../../../src/workers/knn.worker.ts', import.meta.url), {
    type: 'module',
    name: `knn ${i}`,
  });
  const life = new Lifetime();
  worker.addEventListener('error', (event) => {
    life.end(new Error(`kNN worker ${i} died: ${event.message}`));
  });
  return remotePart(worker, life);
}

/** An index over several threads. They end with the page. */
export class FilledPool {
  readonly figures: FilledFigures;
  readonly #pool: IndexPool;
  readonly #dims: number;
  /** float32 [queries, dims] */
  readonly #queries: Float32Array<ArrayBuffer>;

  private constructor(
    pool: IndexPool,
    dims: number,
    queries: Float32Array<ArrayBuffer>,
    figures: FilledFigures,
  ) {
    this.#pool = pool;
    this.#dims = dims;
    this.#queries = queries;
    this.figures = figures;
  }

  static async open({ n, dims, metric, format, threads }: PoolOptions): Promise<FilledPool> {
    const pool = new IndexPool(Array.from({ length: threads }, (_, i) => startPart(i)));
    await pool.reset(dims, metric, format);
    let fillMs = 0;
    for await (const block of rowBlocks(n, dims)) {
      const from = performance.now();
      await pool.append(block);
      fillMs += performance.now() - from;
    }
    const memoryBytes = await pool.memoryBytes();
    return new FilledPool(pool, dims, await fetchQueries(), { fillMs, memoryBytes });
  }

  async timeSearches({ k, from, searches }: QueryOptions): Promise<readonly number[]> {
    const count = this.#queries.length / this.#dims;
    const times: number[] = [];
    for (let i = from; i < from + searches; i += 1) {
      const at = (i % count) * this.#dims;
      const query = this.#queries.slice(at, at + this.#dims);
      const start = performance.now();
      await this.#pool.search(query, k);
      times.push(performance.now() - start);
    }
    return times;
  }

  async timeBatch(k: number): Promise<number> {
    const start = performance.now();
    await this.#pool.searchMany(this.#queries, k);
    return performance.now() - start;
  }

  async sendAnswers(k: number): Promise<void> {
    const matches = await this.#pool.searchMany(this.#queries, k);
    const answers = new CollectedAnswers(matches.length, k);
    matches.forEach((ofQuery, q) => answers.put(q, ofQuery));
    await answers.send('queries');
  }

  /** Sending is not in it. */
  async timePairs({ k, device }: PairsOptions): Promise<PairsFigures> {
    const { rows } = this.#pool;
    const answers = new CollectedAnswers(rows, k);
    let told = 0;
    let by: Pick<PairsFigures, 'device' | 'why'> = { device: 'wasm' };
    const start = performance.now();
    for await (const step of this.#pool.lookalikes(k, { device })) {
      by = { device: step.device, why: step.why };
      for (const { row, matches } of step.rows) answers.put(row, matches);
      const tenths = Math.floor((REPORTS * step.end) / rows);
      if (tenths > told) console.info(`knn: lookalikes of ${step.end} of ${rows} rows`);
      told = tenths;
    }
    const seconds = (performance.now() - start) / 1000;
    await answers.send('pairs');
    return { seconds, ...by };
  }
}
