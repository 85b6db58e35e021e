/** Summarises measured samples, in rounds, by the few figures that a table shows. */

/** All in the samples' unit. */
export interface Summary {
  readonly min: number;
  readonly max: number;
  readonly p50: number;
  readonly p95: number;
  /** Mean of the rounds' means. */
  readonly mean: number;
  /** Deviation of the rounds' means, with n - 1; 0 for one round. */
  readonly sd: number;
}

/** The smallest sample that at least `share` of all samples do not exceed (nearest rank). */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

export function mean(samples: readonly number[]): number {
  return samples.reduce((sum, sample) => sum + sample, 0) / samples.length;
}

/** Standard deviation of a sample, with n - 1; 0 for a single value. */
export function standardDeviation(samples: readonly number[]): number {
  if (samples.length < 2) return 0;
  const centre = mean(samples);
  return Math.sqrt(samples.reduce((sum, sample) => sum + (sample - centre) ** 2, 0) / (samples.length - 1));
}

/** Computes percentiles over all samples, and mean and deviation over the rounds, which show the noise between runs. */
export function summarise(rounds: readonly (readonly number[])[]): Summary {
  const samples = rounds.flat();
  const means = rounds.map(mean);
  return {
    min: percentile(samples, 0),
    max: percentile(samples, 1),
    p50: percentile(samples, 0.5),
    p95: percentile(samples, 0.95),
    mean: mean(means),
    sd: standardDeviation(means),
  };
}
