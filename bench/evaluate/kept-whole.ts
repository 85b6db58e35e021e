/** Counts how many photos of a set the encoder saw whole, and why. */
import type { WholeReason } from '../../src/contract/photo';
import type { Seen } from '../page-calls';

/** Counts of photos. */
export interface KeptWhole {
  readonly photos: number;
  readonly whole: number;
  /** Whole photos by reason; reasons without photos are absent. */
  readonly reasons: Readonly<Partial<Record<WholeReason, number>>>;
}

export function keptWhole(seen: readonly Seen[]): KeptWhole {
  const reasons: Partial<Record<WholeReason, number>> = {};
  let whole = 0;
  for (const reason of seen) {
    if (reason === 'subject') continue;
    whole += 1;
    reasons[reason] = (reasons[reason] ?? 0) + 1;
  }
  return { photos: seen.length, whole, reasons };
}

/** Prints as `gallery: 3 of 40 photos kept whole (unsure 2, fills-the-photo 1)`. */
export function keptWholeLine(set: string, { photos, whole, reasons }: KeptWhole): string {
  const why = Object.entries(reasons)
    .toSorted(([, a], [, b]) => b - a)
    .map(([reason, count]) => `${reason} ${count}`)
    .join(', ');
  return `${set}: ${whole} of ${photos} photos kept whole${why === '' ? '' : ` (${why})`}`;
}
