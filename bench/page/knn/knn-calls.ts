/** Implements the calls of the kNN suite, with the pool that they share. */
import type { KnnCalls } from '../../knn/knn-calls';
import { FilledPool } from './filled-pool';
import { openCatalogue, storeCatalogue } from './opened-catalogue';
import { timePeer } from './time-peer';

let pool: FilledPool | undefined;

function filled(): FilledPool {
  if (!pool) throw new Error('expected a call of fillPool before this one');
  return pool;
}

export const knnCalls: KnnCalls = {
  storeCatalogue,
  openCatalogue,
  async fillPool(options) {
    pool = await FilledPool.open(options);
    return pool.figures;
  },
  timePool: async (options) => filled().timeSearches(options),
  timeBatch: async (k) => filled().timeBatch(k),
  sendAnswers: async (k) => filled().sendAnswers(k),
  timePairs: async (options) => filled().timePairs(options),
  timePeer,
};
