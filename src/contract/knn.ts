/** Declares the calls of a kNN worker. */
import type { IndexPart } from '../knn/index-part';

/** A kNN worker: one part of an index, whose errors have the names of `shared/errors.ts`. */
export interface KnnApi extends IndexPart {
  /** Connects the port to another part, empty and of another index, in the same worker. */
  connect(port: MessagePort): void;
}
