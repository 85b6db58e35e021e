/** Compares two searches' answers to the same queries, and tells ties from faults. */
import { NO_ROW, readAnswers, type AnswerFiles, type Answers } from './answer-files';

/** Counts rather than shares, so that blocks can be added up. */
export interface Agreement {
  /** Answers compared. */
  readonly lists: number;
  /** Rows in the first search's answers. */
  readonly rows: number;
  /** Rows of those that are anywhere in the second's answer to the same query. */
  readonly shared: number;
  /** Answers that are equal apart from ties. */
  readonly equal: number;
}

/** Scores that differ by less tie, relative to scores above 1: peers sum float32 in different orders. */
const TIE_TOLERANCE = 1e-6;

const BLOCK_ROWS = 8192;

/**
 * Counts answers as equal apart from ties when at every rank they name the same row, or two rows whose scores tie. If
 * one search lists both rows, its own scores decide: a peer's scores may all be off and its order still right.
 * Otherwise each search's score of its own row is compared.
 */
export function agreementOf(ours: Answers, theirs: Answers, k: number): Agreement {
  const lists = ours.rows.length / k;
  let [rows, shared, equal] = [0, 0, 0];
  for (let from = 0; from < lists * k; from += k) {
    const our = scoresOf(ours, from, k);
    const their = scoresOf(theirs, from, k);
    let isEqual = true;
    for (let at = from; at < from + k; at += 1) {
      const row = ours.rows[at] ?? NO_ROW;
      const other = theirs.rows[at] ?? NO_ROW;
      if (row !== NO_ROW) rows += 1;
      if (row !== NO_ROW && their.has(row)) shared += 1;
      if (row === other) continue;
      const isTie = our.has(other)
        ? ties(our.get(row), our.get(other))
        : ties(their.get(row) ?? our.get(row), their.get(other));
      if (row === NO_ROW || other === NO_ROW || !isTie) isEqual = false;
    }
    if (isEqual) equal += 1;
  }
  return { lists, rows, shared, equal };
}

function scoresOf(answers: Answers, from: number, k: number): ReadonlyMap<number, number | undefined> {
  return new Map(
    Array.from(answers.rows.subarray(from, from + k), (row, at) => [row, answers.scores[from + at]]),
  );
}

/** Compares files of `count` answers block by block. */
export async function compareFiles(
  ours: AnswerFiles,
  theirs: AnswerFiles,
  count: number,
  k: number,
): Promise<Agreement> {
  let sum: Agreement = { lists: 0, rows: 0, shared: 0, equal: 0 };
  const others = readAnswers(theirs, count, k, BLOCK_ROWS);
  for await (const block of readAnswers(ours, count, k, BLOCK_ROWS)) {
    const next = await others.next();
    if (next.done === true) throw new Error(`The answers of ${theirs.whose} end too soon.`);
    const { lists, rows, shared, equal } = agreementOf(block, next.value, k);
    sum = {
      lists: sum.lists + lists,
      rows: sum.rows + rows,
      shared: sum.shared + shared,
      equal: sum.equal + equal,
    };
  }
  await others.return(undefined);
  return sum;
}

function ties(one = Number.NaN, other = Number.NaN): boolean {
  return Math.abs(one - other) <= TIE_TOLERANCE * Math.max(1, Math.abs(one), Math.abs(other));
}
