/** Words what every bar of a job says: progress, speed, remaining time and failure. */
import { sentenceFor } from '../ui/sentences';
import { common } from '../messages/common';

/** Progress and speed of a job. */
export interface JobFigures {
  readonly done: number;
  readonly total: number;
  /** 0 until it is known. */
  readonly perSecond: number;
  /** Undefined until it can be estimated. */
  readonly etaMs?: number | undefined;
}

/**
 * @param rate words the speed, in items a second.
 * @param partOf words how many of all items are done.
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

/** Joins figures into one line. */
export function inOneLine(figures: readonly string[]): string {
  return figures.join(' · ');
}

/** Says why a job failed and what the user can do. */
export function failureText(
  failure: { readonly name: string; readonly message: string } | undefined,
): string {
  const { what, next } = sentenceFor(failure ?? { name: '', message: common.noReason });
  return `${what} ${next}`;
}
