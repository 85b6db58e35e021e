/** Decides whether one column is shown to be better than another at a measure. */
import { pairedDifference, type PairedDifference } from '../bootstrap';
import type { FilledColumn } from './fill-column';
import type { Measure, PerQuery } from './row';
import type { ColumnName } from './table-options';

export type VerdictWord = 'better' | 'worse' | 'no difference shown';

export interface Verdict extends PairedDifference {
  readonly word: VerdictWord;
}

/** Undefined for a count, where neither high nor low is good, and where no query has an answer of both. */
export function verdictOf(
  { kind }: Pick<Measure, 'kind'>,
  ours: PerQuery,
  theirs: PerQuery,
): Verdict | undefined {
  const paired = kind === 'count' ? undefined : pairedDifference(ours, theirs);
  if (paired === undefined) return undefined;
  const [low, high] = paired.interval;
  if (low <= 0 && high >= 0) return { ...paired, word: 'no difference shown' };
  return { ...paired, word: low > 0 === (kind === 'high') ? 'better' : 'worse' };
}

/** Verdicts on the column `auto` against another, by row and measure; undefined where there is none. */
export type Verdicts = readonly (readonly (Verdict | undefined)[])[];

/** Undefined where one of the two columns is missing, or they have no cell in common. */
export function verdictsAgainst(
  rows: readonly { readonly measures: readonly Measure[] }[],
  filled: readonly FilledColumn[],
  other: ColumnName,
): Verdicts | undefined {
  const [ours, theirs] = (['auto', other] as const).map((name) =>
    filled.find(({ column }) => column.name === name),
  );
  if (!ours || !theirs) return undefined;
  const verdicts = rows.map(({ measures }, i) =>
    measures.map((measure, m) => {
      const [our, their] = [ours, theirs].map(({ cells }) => cells[i]?.figures?.[m]?.perQuery);
      return our && their ? verdictOf(measure, our, their) : undefined;
    }),
  );
  return verdicts.flat().some((verdict) => verdict !== undefined) ? verdicts : undefined;
}
