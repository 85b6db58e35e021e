/** Writes the parts of reasons that are the same in every language. */

/** A shape as NumPy writes it. */
export function shapeText(shape: readonly number[]): string {
  return shape.length === 1 ? `(${shape.join()},)` : `(${shape.join(', ')})`;
}

/** Bytes of memory in gigabytes, without the unit. */
export function gigabytes(bytes: number): string {
  return (bytes / 1e9).toFixed(bytes < 1e9 ? 3 : 1);
}

/** A model's output with its shape, or an input with its type and shape. */
export function portText(name: string, shape: readonly (number | string)[]): string {
  return `${name} [${shape.join(', ')}]`;
}
