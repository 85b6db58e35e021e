/** Declares the values and the shape that a model's input takes. */
import type { TensorData } from '../contract/tensor';

/** Values of an input, in its own type. */
export type FeedData = TensorData | BigInt64Array<ArrayBuffer> | Int32Array<ArrayBuffer>;

/** Values for one input, with their shape. */
export interface Feed {
  readonly data: FeedData;
  readonly shape: readonly number[];
}
