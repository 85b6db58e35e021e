/** Dims and a seed in; vectors that lie as embeddings of products do, the same on every run, out. */
import { seeded } from '../../test/unit/knn/random-vectors';

/** What the vectors are, in the words of a table's title. */
export const RECIPE =
  'drawn: 2,000 Gaussian clusters of unequal size and width round a common mean, spectrum 1/i, rotated';

const CLUSTERS = 2000;
/** Of the common mean's variance to that of the centres: two vectors taken anywhere have a cosine of 0.2 or so. */
const MEAN_SCALE = 0.6;
/** Of the width of a cluster to the distance between centres: from near duplicates to rows that hardly belong. */
const WIDTHS = { least: 0.2, most: 0.9 } as const;

/** Which of the independent sequences of one seed. */
export type DrawnSet = 'rows' | 'queries';

const STREAMS: Readonly<Record<DrawnSet | 'world', number>> = { world: 0, rows: 1, queries: 2 };

/**
 * Draws vectors one after the other. Rows and queries of one seed come from the same clusters, which depend on dims and
 * seed alone: the first n rows are the same however many are drawn.
 *
 * A vector is centre + width x noise, both with standard deviation 1 / sqrt(i) in axis i, so few directions carry most
 * of the variance, as in trained encoders. A random rotation then spreads these directions over all values: without it
 * the first values would be large in every vector, which no encoder does.
 */
export class VectorDrawer {
  readonly #dims: number;
  readonly #random: () => number;
  readonly #normal: () => number;
  readonly #deviations: Float64Array;
  /** float32 [CLUSTERS, dims], the common mean within. */
  readonly #centres: Float32Array;
  readonly #signs: readonly Float64Array[];

  constructor(dims: number, seed: number, set: DrawnSet) {
    this.#dims = dims;
    this.#deviations = Float64Array.from({ length: dims }, (_, i) => 1 / Math.sqrt(i + 1));
    const world = streamOf(seed, STREAMS.world);
    const worldNormal = normalsOf(world);
    const mean = Float64Array.from(this.#deviations, (deviation) => MEAN_SCALE * deviation * worldNormal());
    this.#centres = Float32Array.from(
      { length: CLUSTERS * dims },
      (_, i) => (mean[i % dims] ?? 0) + (this.#deviations[i % dims] ?? 0) * worldNormal(),
    );
    this.#signs = [0, 1].map(() => Float64Array.from({ length: dims }, () => (world() < 0 ? -1 : 1)));
    this.#random = streamOf(seed, STREAMS[set]);
    this.#normal = normalsOf(this.#random);
  }

  /** The next `n` vectors, float32 [n, dims], of any length; the receiver owns them. */
  draw(n: number): Float32Array<ArrayBuffer> {
    const dims = this.#dims;
    const vectors = new Float32Array(n * dims);
    const vector = new Float64Array(dims);
    for (let row = 0; row < n; row += 1) {
      // squared, some clusters come often and many hardly ever
      const cluster = Math.floor(CLUSTERS * this.#uniform() ** 2);
      const width = WIDTHS.least + (WIDTHS.most - WIDTHS.least) * this.#uniform();
      for (let i = 0; i < dims; i += 1) {
        const centre = this.#centres[cluster * dims + i] ?? 0;
        vector[i] = centre + width * (this.#deviations[i] ?? 0) * this.#normal();
      }
      rotate(vector, this.#signs);
      vectors.set(vector, row * dims);
    }
    return vectors;
  }

  /** 0 to before 1. */
  #uniform(): number {
    return (this.#random() + 1) / 2;
  }
}

function streamOf(seed: number, stream: number): () => number {
  return seeded((Math.imul(seed, 0x9e37_79b1) + Math.imul(stream, 0x85eb_ca6b)) | 0);
}

/** Standard normal numbers, two at a time (Box and Muller). */
function normalsOf(random: () => number): () => number {
  let spare: number | undefined;
  return () => {
    if (spare !== undefined) {
      const kept = spare;
      spare = undefined;
      return kept;
    }
    // of 1 minus a number from 0 to before 1, the logarithm is finite
    const radius = Math.sqrt(-2 * Math.log(1 - (random() + 1) / 2));
    const angle = Math.PI * random();
    spare = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  };
}

/**
 * Rotates in place, lengths and angles kept: signs and a Hadamard transform, over the first power of two of the values
 * and then over the last, which overlap.
 */
function rotate(vector: Float64Array, signs: readonly Float64Array[]): void {
  const size = 2 ** Math.floor(Math.log2(vector.length));
  signs.forEach((ofPass, pass) => {
    for (let i = 0; i < vector.length; i += 1) vector[i] = (vector[i] ?? 0) * (ofPass[i] ?? 0);
    const first = pass === 0 ? 0 : vector.length - size;
    hadamard(vector.subarray(first, first + size));
  });
}

/** Orthonormal, in place; the length is a power of two. */
function hadamard(values: Float64Array): void {
  for (let half = 1; half < values.length; half *= 2) {
    for (let start = 0; start < values.length; start += 2 * half) {
      for (let i = start; i < start + half; i += 1) {
        const [a, b] = [values[i] ?? 0, values[i + half] ?? 0];
        values[i] = a + b;
        values[i + half] = a - b;
      }
    }
  }
  const scale = 1 / Math.sqrt(values.length);
  for (let i = 0; i < values.length; i += 1) values[i] = (values[i] ?? 0) * scale;
}
