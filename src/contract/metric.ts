/** Names how embeddings are compared, and how they are held in memory. */

export type { Metric, RowFormat } from '../knn/metric';
