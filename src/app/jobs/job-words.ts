/** Words what every bar of a job says: how far it has come, how fast, how long still, and why it failed. */
import { sentenceFor } from '../ui/sentences';
import { common } from '../messages/common';

/** How far a job has come. */
export interface JobFigures {
  readonly done: number;
  readonly total: number;
  /** 0 until it is known. */
  readonly perSecond: number;
  /** Undefined until it can be told. */
  readonly etaMs?: number | undefined;
}

/**
 * @param rate words so many a second.
 * @param partOf words how many of how many are done.
 */
export function figuresOf(
  { done, total, perSecond, etaMs }: JobFigures,
  rate: (perSecond: number) => string,
  partOf = common.partOf,
): string[] {
  return [
    partOf(done, total),
    ...(perSecond > 0 ? [rate(perSecond)] : []),
    ...(etaMs === undefined ? [] : [common.timeLeft(etaMs)]),
  ];
}

/** Figures in one line. */
export function inOneLine(figures: readonly string[]): string {
  return figures.join(' · ');
}

/** Why a job failed, and what to do. */
export function failureText(
  failure: { readonly name: string; readonly message: string } | undefined,
): string {
  const { what, next } = sentenceFor(failure ?? { name: '', message: common.noReason });
  return `${what} ${next}`;
}
