/** Two searches' answers in; whether faults are told from ties out. */
import { mkdtempSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, expect, test } from 'vitest';
import { agreementOf, compareFiles } from '../../../bench/knn/agreement';
import { NO_ROW, readAnswers, receiveAnswers, type Answers } from '../../../bench/knn/answer-files';

const folder = mkdtempSync(join(tmpdir(), 'lookalike-answers-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function answers(...matches: readonly (readonly [row: number, score: number])[]): Answers {
  return {
    rows: Uint32Array.from(matches, ([row]) => row),
    scores: Float64Array.from(matches, ([, score]) => score),
  };
}

const OURS = answers([4, 0.9], [2, 0.5], [7, 0.5]);

test.each([
  ['the same answer', answers([4, 0.9], [2, 0.5], [7, 0.5]), 3, 1],
  ['scores rounded otherwise', answers([4, 0.900_000_4], [2, 0.5], [7, 0.499_999_7]), 3, 1],
  ['a tie the other way round', answers([4, 0.9], [7, 0.5], [2, 0.5]), 3, 1],
  [
    'a tie the other way round, of scores that are all off',
    answers([4, 0.900_01], [7, 0.500_01], [2, 0.500_01]),
    3,
    1,
  ],
  ['another row of a tie at the end', answers([4, 0.9], [2, 0.5], [8, 0.500_000_9]), 2, 1],
  ['a row that scores less', answers([4, 0.9], [2, 0.5], [8, 0.49]), 2, 0],
  ['a row left out', answers([2, 0.5], [7, 0.5], [8, 0.4]), 2, 0],
  ['an order that scores do not allow', answers([2, 0.5], [4, 0.9], [7, 0.5]), 3, 0],
  [
    'an order that scores do not allow, where the peer says that they tie',
    answers([2, 0.9], [4, 0.9], [7, 0.5]),
    3,
    0,
  ],
  ['fewer rows', answers([4, 0.9], [2, 0.5], [NO_ROW, 0.5]), 2, 0],
])('%s', (_, theirs, shared, equal) => {
  expect(agreementOf(OURS, theirs, 3)).toEqual({ lists: 1, rows: 3, shared, equal });
});

test('scores above 1 tie by their own size', () => {
  expect(agreementOf(answers([1, 5000]), answers([2, 5000.004]), 1).equal).toBe(1);
  expect(agreementOf(answers([1, 5000]), answers([2, 5000.006]), 1).equal).toBe(0);
});

test('where both have fewer rows than k, nothing is missing', () => {
  const few = answers([1, 0.5], [NO_ROW, 0]);
  expect(agreementOf(few, answers([1, 0.5], [NO_ROW, -9]), 2)).toEqual({
    lists: 1,
    rows: 1,
    shared: 1,
    equal: 1,
  });
});

test('several answers are each compared with their own', () => {
  const two = answers([1, 0.5], [2, 0.4], [3, 0.5], [4, 0.4]);
  const crossed = answers([3, 0.5], [4, 0.4], [1, 0.5], [2, 0.4]);
  expect(agreementOf(two, two, 2)).toEqual({ lists: 2, rows: 4, shared: 4, equal: 2 });
  expect(agreementOf(two, crossed, 2)).toMatchObject({ shared: 0 });
});

/** As the page sends it. */
async function put(name: string, at: number, values: Uint32Array | Float64Array): Promise<boolean> {
  const { buffer, byteOffset, byteLength } = values;
  return receiveAnswers(
    folder,
    `/answers/${name}/${at}`,
    Readable.from([Buffer.from(buffer, byteOffset, byteLength)]),
  );
}

test('blocks that were received are read back in blocks of another size, and compared', async () => {
  const [n, k] = [5, 2];
  const rows = Uint32Array.from({ length: n * k }, (_, i) => i);
  const scores = Float64Array.from({ length: n * k }, (_, i) => 1 - i / 100);
  expect(await put('pairs.rows', 0, rows.subarray(0, 6))).toBe(true);
  expect(await put('pairs.rows', 6 * 4, rows.subarray(6))).toBe(true);
  expect(await put('pairs.scores', 0, scores.subarray(0, 4))).toBe(true);
  expect(await put('pairs.scores', 4 * 8, scores.subarray(4))).toBe(true);
  const ours = { folder, whose: 'ours', set: 'pairs' } as const;
  const read: number[] = [];
  for await (const block of readAnswers(ours, n, k, 2)) read.push(...block.rows);
  expect(read).toEqual([...rows]);

  const other = Uint32Array.from(rows);
  other[9] = 77;
  await writeFile(join(folder, 'peer-pairs.rows'), other);
  await writeFile(
    join(folder, 'peer-pairs.scores'),
    scores.map((score, i) => (i === 9 ? 0 : score)),
  );
  expect(await compareFiles(ours, { ...ours, whose: 'peer' }, n, k)).toEqual({
    lists: 5,
    rows: 10,
    shared: 9,
    equal: 4,
  });
  await expect(compareFiles(ours, { ...ours, whose: 'peer' }, n + 1, k)).rejects.toThrow(
    'The answers of ours end before number 6 of 6.',
  );
});

test.each(['/answers/other.rows/0', '/answers/pairs.rows/-1', '/answers/../pairs.rows/0', '/pairs.rows/0'])(
  'nothing is written for %s',
  async (address) => {
    expect(await receiveAnswers(folder, address, Readable.from([Buffer.from('x')]))).toBe(false);
  },
);
