/** Tells a model's inputs for photos from those for words, and makes feeds for them. */
import type { Feed } from './feed';

/** An input or an output, as the model's file declares it. */
export interface Port {
  readonly name: string;
  /** Type of its values, such as `float32`; for what is no tensor, a word that no tensor's type has. */
  readonly type: string;
  /** A number where the file fixes an axis, a name where it does not; empty where it declares no shape. */
  readonly shape: readonly (number | string)[];
}

/** The names that the hub's converted text models give their inputs. */
export const TOKEN_IDS = 'input_ids';
const WORDS = new Set([TOKEN_IDS, 'attention_mask', 'position_ids', 'token_type_ids']);

/** Whether an input takes tokens, or what accompanies each token. */
export function isWords({ name, type }: Port): boolean {
  return WORDS.has(name) && (type === 'int64' || type === 'int32');
}

/** Whether an input takes a batch of photos. */
export function isPhotos({ type, shape }: Port): boolean {
  return shape.length === 4 && (type === 'float32' || type === 'float16' || type === 'uint8');
}

/** The length that the file fixes for an axis; `free` where it fixes none. */
function fixed(axis: number | string | undefined, free: number): number {
  return typeof axis === 'number' && axis > 0 ? axis : free;
}

/** Whole numbers in the port's own type, [rows, values.length / rows]. */
export function integers({ type }: Port, values: readonly number[], rows: number): Feed {
  const shape = [rows, values.length / rows];
  return type === 'int32'
    ? { data: Int32Array.from(values), shape }
    : { data: BigInt64Array.from(values, BigInt), shape };
}

/**
 * A feed of equal tokens, as few as the file allows, for `n` photos. The model computes with them, without effect on
 * the photos.
 */
export function emptyWords(port: Port, n: number): Feed {
  const rows = fixed(port.shape[0], n);
  const values = new Array<number>(rows * fixed(port.shape[1], 1)).fill(
    port.name === 'attention_mask' ? 1 : 0,
  );
  return integers(port, values, rows);
}

/** One black photo, of the least size that the file allows. */
export function emptyPhoto({ type, shape }: Port, side: number, width: number): Feed {
  const isLast = shape[3] === 3;
  const free = isLast ? [1, side, width, 3] : [1, 3, side, width];
  const sizes = free.map((size, axis) => fixed(shape[axis], size));
  const length = sizes.reduce((all, size) => all * size, 1);
  if (type === 'uint8') return { data: new Uint8Array(length), shape: sizes };
  return { data: type === 'float16' ? new Uint16Array(length) : new Float32Array(length), shape: sizes };
}
