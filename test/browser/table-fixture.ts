/** Real kNN workers and a catalogue in; its lookalike table, by the app's own way and by brute force, out. */
import { wrap } from 'comlink';
import type { CatalogueState } from '../../src/contract/catalogue';
import type { KnnApi } from '../../src/contract/knn';
import type { TableState } from '../../src/contract/table';
import type { TableRow } from '../../src/catalogue/table/lookalike-table';
import type { IndexPart } from '../../src/knn/index-part';
import { vectorOf, type Opened } from './catalogue-fixture';

/** Threads of tests, to be ended with them. */
export class KnnThreads {
  readonly #workers: Worker[] = [];
  /** Blocks of rows that were compared, by all threads. */
  compared = 0;

  /** @param answers blocks that each compares before it hangs, like a thread that is killed. */
  start(count: number, answers = Infinity): IndexPart[] {
    return Array.from({ length: count }, () => {
      const worker = new Worker(new URL('../../src/workers/knn.worker.ts', import.meta.url), {
        type: 'module',
      });
      this.#workers.push(worker);
      return this.#partOn(worker, answers);
    });
  }

  end(): void {
    for (const worker of this.#workers.splice(0)) worker.terminate();
    this.compared = 0;
  }

  #partOn(worker: Worker, answers: number): IndexPart {
    const knn = wrap<KnnApi>(worker);
    let left = answers;
    return {
      reset: (dims, metric, format) => knn.reset(dims, metric, format),
      append: (vectors) => knn.append(vectors),
      remove: (rows) => knn.remove(rows),
      search: (query, k, exceptRow) => knn.search(query, k, exceptRow),
      searchMany: (queries, k) => knn.searchMany(queries, k),
      vector: (row) => knn.vector(row),
      memoryBytes: () => knn.memoryBytes(),
      startPairs: (k) => knn.startPairs(k),
      startGpu: () => knn.startGpu(),
      block: (first, end) => knn.block(first, end),
      pair: (question) => {
        if (left-- <= 0) return new Promise(() => undefined);
        this.compared += 1;
        return knn.pair(question);
      },
      kept: (first, end) => knn.kept(first, end),
      restore: (first, heaps) => knn.restore(first, heaps),
      endPairs: () => knn.endPairs(),
    };
  }
}

/** Waits until the table is in this state. @param begin starts what is waited for. */
export async function untilTable(
  { states }: Opened,
  state: TableState,
  begin?: () => Promise<unknown>,
): Promise<CatalogueState> {
  if (begin) {
    states.length = 0;
    await begin();
  }
  for (;;) {
    const newest = states.at(-1);
    if (newest?.table?.state === state) return newest;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** Waits until at least so many products of the table are on disk, or it is finished. */
export async function stored({ db }: Opened, products: number): Promise<number> {
  for (;;) {
    const done = (await db.get('tables', 'default'))?.done ?? 0;
    if (done >= products) return done;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

export async function tableOf({ catalogue }: Opened): Promise<TableRow[]> {
  const rows: TableRow[] = [];
  for await (const row of catalogue.table.rows()) rows.push(row);
  return rows;
}

/** Every product compared with every other, in float64, by nothing of the app. @param texts by product id, in order */
export function bruteForce(texts: Readonly<Record<string, string>>, k: number): TableRow[] {
  const products = Object.entries(texts).map(([id, text]) => ({ id, vector: [...vectorOf(text)] }));
  return products.map(({ id, vector }) => ({
    id,
    lookalikes: products
      .filter((other) => other.id !== id)
      .map((other) => ({
        id: other.id,
        score: vector.reduce((sum, value, i) => sum + value * (other.vector[i] ?? 0), 0),
      }))
      .sort((a, b) => b.score - a.score)
      .slice(0, k),
  }));
}
