/** Declares what a model takes and gives for a batch of photos. */

/** A batch in the form that a model takes: float32, the bits of float16, or uint8. */
export type TensorData = Float32Array<ArrayBuffer> | Uint16Array<ArrayBuffer> | Uint8Array<ArrayBuffer>;

/** What one of a model's outputs holds for a batch. */
export interface ModelOutput {
  /** float32, whatever float the model gives; owned by the receiver. */
  readonly values: Float32Array<ArrayBuffer>;
  /** The first axis counts the photos. */
  readonly shape: readonly number[];
}
