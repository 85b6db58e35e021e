/** Declares what a model's input is given. */
import type { TensorData } from '../contract/tensor';

/** Values of an input, in its own type. */
export type FeedData = TensorData | BigInt64Array<ArrayBuffer> | Int32Array<ArrayBuffer>;

/** What an input is given. */
export interface Feed {
  readonly data: FeedData;
  readonly shape: readonly number[];
}
