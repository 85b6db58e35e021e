/**
 * Judges pairs whose rows have their float32 values in a file, with few reads of the file (AssemblyScript).
 *
 * Rows are processed chunk by chunk. Pairs gather in a list. Once it is full, and at the end of a chunk, the rows that
 * they need are read into memory, where they stay until the next chunk: no row is read twice in one pass.
 */

import { count, facts, lanes } from './asked.as';
import { judge } from './judge.as';
import { ownFloors } from './kept.as';
import { stride } from './rows.as';

/** Reads rows `row` to `row + n - 1` from the file to an address. */
@external("rows", "fetch")
declare function fetch(row: usize, n: usize, to: usize): void;

const NONE: usize = 0xffffffff;
/** Of a pair in the list: query, row, and the most that its score can be. */
const PAIR_BYTES: usize = 12;
/** To read so much takes no longer than another call for it. */
const GAP_BYTES: usize = 65536;

const ABSENT: u8 = 0;
const PRESENT: u8 = 1;
const NEEDED: u8 = 2;

let stageAt: usize = 0;
let stageRows: usize = 0;
let marks: usize = 0;
/** Room for the bounds of four pairs, to take one out. */
export let bounds: usize = 0;
let pairs: usize = 0;
let room: usize = 0;

/** First row of the chunk that memory has rows of. */
let chunk: usize = NONE;
/** Row behind the last that may be read. */
let limit: usize = 0;
let waiting: usize = 0;

/**
 * Sets where rows of the file come into memory.
 *
 * @param at address of `rows` rows of float32: those of a chunk
 * @param marksAt room for `rows` bytes
 * @param pairsAt room for 16 bytes and `pairRoom` pairs of 12
 */
export function stage(at: usize, rows: usize, marksAt: usize, pairsAt: usize, pairRoom: usize): void {
  stageAt = at;
  stageRows = rows;
  marks = marksAt;
  bounds = pairsAt;
  pairs = pairsAt + 16;
  room = pairRoom;
  forget();
}

/** Marks the rows in memory as outdated. */
export function forget(): void {
  chunk = NONE;
}

/** Goes to the chunk of a row. @returns the row behind the chunk, `end` at most */
export function enter(row: usize, end: usize): usize {
  const first = row - (row % stageRows);
  if (first != chunk) {
    memory.fill(marks, ABSENT, stageRows);
    chunk = first;
  }
  limit = min(end, first + stageRows);
  // drops pairs of a pass that a failed read has ended
  waiting = 0;
  return limit;
}

/**
 * Lists a pair of the chunk until its row is read.
 *
 * @param upper the most that its score can be
 */
export function defer(q: usize, row: usize, upper: f32, firstRow: u32, half: bool): void {
  if (waiting == room) settle(true, firstRow, half);
  const at = pairs + waiting * PAIR_BYTES;
  store<u32>(at, <u32>q);
  store<u32>(at, <u32>row, 4);
  store<f32>(at, upper, 8);
  waiting += 1;
}

/** Judges the pairs that wait. @param isMore whether others of this chunk are likely to come */
export function settle(isMore: bool, firstRow: u32, half: bool): void {
  bring(isMore);
  const end = pairs + waiting * PAIR_BYTES;
  const floors = facts + 4 * lanes;
  for (let at = pairs; at < end; at += PAIR_BYTES) {
    const q = <usize>load<u32>(at);
    const row = <usize>load<u32>(at, 4);
    const upper = load<f32>(at, 8);
    // those before it may have raised the floors
    let floor = load<f32>(floors + (q << 2));
    if (half) floor = min(floor, load<f32>(ownFloors + (row << 2)));
    if (upper < floor) continue;
    judge(q, row, stageAt + (row - chunk) * (stride << 2), firstRow, half);
  }
  waiting = 0;
}

/** Reads what the waiting pairs need and memory has not, rows close to each other at once. */
function bring(isMore: bool): void {
  let low = stageRows;
  let high: usize = 0;
  const last = pairs + waiting * PAIR_BYTES;
  for (let at = pairs; at < last; at += PAIR_BYTES) {
    const row = <usize>load<u32>(at, 4) - chunk;
    if (load<u8>(marks + row) == PRESENT) continue;
    store<u8>(marks + row, NEEDED);
    low = min(low, row);
    high = max(high, row + 1);
  }
  const gap = GAP_BYTES / (stride << 2);
  if (isMore) high = min(limit - chunk, max(high, low + gap));
  for (let row = low; row < high;) {
    if (load<u8>(marks + row) != NEEDED) {
      row += 1;
      continue;
    }
    let end = row + 1;
    for (let next = end; next < high && next - end < gap; next++) {
      const mark = load<u8>(marks + next);
      if (mark == PRESENT) break;
      if (mark == NEEDED || isMore) end = next + 1;
    }
    fetch(chunk + row, end - row, stageAt + row * (stride << 2));
    memory.fill(marks + row, PRESENT, end - row);
    row = end;
  }
}
