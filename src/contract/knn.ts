/** Declares the calls of a kNN worker. */
import type { IndexPart } from '../knn/index-part';

/** A kNN worker: a part of an index, with errors by their names of `shared/errors.ts`. */
export interface KnnApi extends IndexPart {
  /** A line to another part, empty and of another index, that lives in the same worker. */
  connect(port: MessagePort): void;
}
