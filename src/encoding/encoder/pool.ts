/** Turns a model's output into one row of unit length per photo. */
import type { Pooling } from '../../contract/card';
import type { ModelOutput } from '../../contract/tensor';

/** Where in the output the values lie that are averaged into one value of a row. */
interface Plan {
  readonly dims: number;
  /** How many values are averaged. */
  readonly count: number;
  /** Distance from one averaged value to the next. */
  readonly step: number;
  /** Distance between the first averaged values of two neighbouring values of the row. */
  readonly next: number;
}

function product(sizes: readonly number[]): number {
  return sizes.reduce((all, size) => all * size, 1);
}

/** How `pooling` reads one photo of an output of this shape; undefined where the shape does not suit the pooling. */
function plan([, ...shape]: readonly number[], pooling: Pooling): Plan | undefined {
  const first = shape[0] ?? 0;
  const last = shape.at(-1) ?? 0;
  switch (pooling) {
    case 'vector': {
      const dims = product(shape);
      // pooling inside the model leaves axes of length 1
      return Math.max(...shape) === dims ? { dims, count: 1, step: 1, next: 1 } : undefined;
    }
    case 'first-token':
      return shape.length === 2 ? { dims: last, count: 1, step: 1, next: 1 } : undefined;
    case 'mean-tokens':
      return shape.length === 2 || shape.length === 3
        ? { dims: last, count: product(shape) / last, step: last, next: 1 }
        : undefined;
    case 'mean-map':
      return shape.length === 3
        ? { dims: first, count: product(shape) / first, step: 1, next: product(shape) / first }
        : undefined;
  }
}

/** Values of a row that `pooling` makes of an output of this shape, the photos' axis first; undefined where it cannot. */
export function pooledDims(shape: readonly number[], pooling: Pooling): number | undefined {
  return plan(shape, pooling)?.dims;
}

/**
 * @param output of n photos. Not kept.
 * @returns float32 [n, dims], each row of unit length, summed in float64; a row of zeros becomes NaN. The caller owns
 * it. Empty where the output's shape does not suit the pooling.
 */
export function pool({ values, shape }: ModelOutput, pooling: Pooling): Float32Array<ArrayBuffer> {
  const rule = plan(shape, pooling);
  const [n = 0] = shape;
  if (!rule || n === 0) return new Float32Array(0);
  const { dims, count, step, next } = rule;
  const each = values.length / n;
  const rows = new Float32Array(n * dims);
  const row = new Float64Array(dims);
  for (let photo = 0; photo < n; photo++) {
    let squares = 0;
    for (let i = 0; i < dims; i++) {
      let sum = 0;
      let at = photo * each + i * next;
      for (let part = 0; part < count; part++, at += step) sum += values[at]!;
      row[i] = sum / count;
      squares += row[i]! ** 2;
    }
    const length = Math.sqrt(squares);
    for (let i = 0; i < dims; i++) rows[photo * dims + i] = row[i]! / length;
  }
  return rows;
}
