/** Converts heaps between the order of rows and the parts of an index that hold them. */
import type { Deal } from './deal';
import { emptyHeaps, type Heaps } from './heaps';

/** Rows `first` to before `end` in runs that one part holds: `own` counts that part's rows from `first` on. */
function* runs(
  deal: Deal,
  first: number,
  end: number,
): Generator<{ readonly part: number; readonly own: number; readonly row: number; readonly end: number }> {
  for (let row = first; row < end;) {
    const part = deal.partOf(row);
    const next = Math.min(end, deal.blockEnd(row));
    yield { part, own: deal.ownOf(row) - deal.countBefore(part, first), row, end: next };
    row = next;
  }
}

/**
 * The heaps of rows `first` to before `end` in the order of rows.
 *
 * @param ofParts by part, the heaps of its rows from `first` on; copied
 */
export function gatherHeaps(
  deal: Deal,
  first: number,
  end: number,
  k: number,
  ofParts: readonly Heaps[],
): Heaps {
  const whole = emptyHeaps(end - first, k);
  for (const run of runs(deal, first, end)) {
    const heaps = ofParts[run.part];
    if (!heaps) continue;
    const [from, to] = [run.own * k, (run.own + run.end - run.row) * k];
    whole.scores.set(heaps.scores.subarray(from, to), (run.row - first) * k);
    whole.rows.set(heaps.rows.subarray(from, to), (run.row - first) * k);
  }
  return whole;
}

/** By part, copies of its rows' heaps; the inverse of `gatherHeaps`, for any number of parts. */
export function dealHeaps(deal: Deal, parts: number, first: number, whole: Heaps): Heaps[] {
  const { k } = whole;
  const end = first + whole.rows.length / k;
  const dealt = Array.from({ length: parts }, (_, part) =>
    emptyHeaps(deal.countBefore(part, end) - deal.countBefore(part, first), k),
  );
  for (const run of runs(deal, first, end)) {
    const heaps = dealt[run.part];
    if (!heaps) continue;
    const [from, to] = [(run.row - first) * k, (run.end - first) * k];
    heaps.scores.set(whole.scores.subarray(from, to), run.own * k);
    heaps.rows.set(whole.rows.subarray(from, to), run.own * k);
  }
  return dealt;
}
