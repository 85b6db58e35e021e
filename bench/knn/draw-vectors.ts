/** Draws vectors distributed like embeddings of products, the same on every run. */
import { seeded } from '../../test/unit/knn/random-vectors';

/** Description of the vectors for a table's title. */
export const RECIPE =
  'drawn: 2,000 Gaussian clusters of unequal size and width round a common mean, spectrum 1/i, rotated';

const CLUSTERS = 2000;
/** Scale of the common mean to that of the centres: two random vectors have a cosine of about 0.2. */
const MEAN_SCALE = 0.6;
/** Width of a cluster relative to the distance of centres: from near duplicates to loose members. */
const WIDTHS = { least: 0.2, most: 0.9 } as const;

/** Names the independent sequences of one seed. */
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
  /** float32 [CLUSTERS, dims], the common mean included. */
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
      // squared, so that some clusters are frequent and many rare
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

  /** From 0 to below 1. */
  #uniform(): number {
    return (this.#random() + 1) / 2;
  }
}

function streamOf(seed: number, stream: number): () => number {
  return seeded((Math.imul(seed, 0x9e37_79b1) + Math.imul(stream, 0x85eb_ca6b)) | 0);
}

/** Generates standard normal numbers, two at a time (Box and Muller). */
function normalsOf(random: () => number): () => number {
  let spare: number | undefined;
  return () => {
    if (spare !== undefined) {
      const kept = spare;
      spare = undefined;
      return kept;
    }
    // 1 minus a number from 0 to below 1 is never 0, so the logarithm is finite
    const radius = Math.sqrt(-2 * Math.log(1 - (random() + 1) / 2));
    const angle = Math.PI * random();
    spare = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  };
}

/**
 * Rotates in place, so lengths and angles stay: signs and a Hadamard transform, over the first power of two of the
 * values and then over the last, which overlap.
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
