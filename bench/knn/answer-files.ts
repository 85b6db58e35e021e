/** Stores a search's answers in files, and reads them in blocks. */
import { createWriteStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { AnswerSet } from './knn-calls';

/** Fills the places of an answer with fewer than k rows. */
export const NO_ROW = 0xffff_ffff;

/** The k best rows of each of some queries, best first. */
export interface Answers {
  /** uint32 [n, k]; `NO_ROW` behind the last. */
  readonly rows: Uint32Array;
  /** float64 [n, k], higher is better; meaningless for `NO_ROW`. */
  readonly scores: Float64Array;
}

/**
 * Two files of little-endian numbers in C order: `<whose>-<set>.rows`, uint32 [n, k], and `<whose>-<set>.scores`,
 * float64 [n, k]. In `queries` answer i is that of query i; in `pairs` that of row i, itself never among them.
 */
export interface AnswerFiles {
  readonly folder: string;
  /** `ours`, or a peer's name. */
  readonly whose: string;
  readonly set: AnswerSet;
}

const ADDRESS = /^\/answers\/(queries|pairs)\.(rows|scores)\/(\d+)$/;

/**
 * Writes what the page sends to `/answers/<set>.<rows or scores>/<first byte>` into its file.
 *
 * @returns whether the address exists; rejects where writing fails.
 */
export async function receiveAnswers(folder: string, address: string, body: Readable): Promise<boolean> {
  const [, set, part, at] = ADDRESS.exec(address) ?? [];
  if (set === undefined || part === undefined) return false;
  const start = Number(at);
  const file = join(folder, `ours-${set}.${part}`);
  await pipeline(body, createWriteStream(file, { start, flags: start === 0 ? 'w' : 'r+' }));
  return true;
}

/** Reads `count` answers in blocks of at most `blockRows`; a block is valid until the next one. */
export async function* readAnswers(
  { folder, whose, set }: AnswerFiles,
  count: number,
  k: number,
  blockRows: number,
): AsyncGenerator<Answers, void, undefined> {
  const rowsFile = await open(join(folder, `${whose}-${set}.rows`));
  const scoresFile = await open(join(folder, `${whose}-${set}.scores`));
  try {
    for (let from = 0; from < count; from += blockRows) {
      const n = Math.min(blockRows, count - from);
      const rows = new Uint32Array(n * k);
      const scores = new Float64Array(n * k);
      const read = [
        await rowsFile.read(new Uint8Array(rows.buffer), 0, rows.byteLength, from * k * 4),
        await scoresFile.read(new Uint8Array(scores.buffer), 0, scores.byteLength, from * k * 8),
      ];
      const bytes = read.reduce((sum, { bytesRead }) => sum + bytesRead, 0);
      if (bytes !== rows.byteLength + scores.byteLength) {
        throw new Error(`The answers of ${whose} end before number ${from + n} of ${count}.`);
      }
      yield { rows, scores };
    }
  } finally {
    await rowsFile.close();
    await scoresFile.close();
  }
}
