/**
 * Keeps the best k scores of rows in a heap with the worst at its root (AssemblyScript).
 *
 * A heap is k float64 scores and k uint32 rows; a place without a row has -Infinity and 0xffffffff.
 */

/** Puts a row in the place of the heap's worst if it ranks before it: by higher score, equal scores by lower row. */
export function offer(scoresAt: usize, rowsAt: usize, k: usize, row: u32, score: f64): bool {
  if (!before(score, row, load<f64>(scoresAt), load<u32>(rowsAt))) return false;
  let at: usize = 0;
  for (;;) {
    let child: usize = 2 * at + 1;
    if (child >= k) break;
    const right = child + 1;
    if (right < k && before(scoreOf(scoresAt, child), rowOf(rowsAt, child), scoreOf(scoresAt, right), rowOf(rowsAt, right))) child = right;
    if (!before(score, row, scoreOf(scoresAt, child), rowOf(rowsAt, child))) break;
    store<f64>(scoresAt + (at << 3), scoreOf(scoresAt, child));
    store<u32>(rowsAt + (at << 2), rowOf(rowsAt, child));
    at = child;
  }
  store<f64>(scoresAt + (at << 3), score);
  store<u32>(rowsAt + (at << 2), row);
  return true;
}

@inline
function scoreOf(scoresAt: usize, at: usize): f64 {
  return load<f64>(scoresAt + (at << 3));
}

@inline
function rowOf(rowsAt: usize, at: usize): u32 {
  return load<u32>(rowsAt + (at << 2));
}

/** Whether the first ranks before the second. */
@inline
function before(score: f64, row: u32, otherScore: f64, otherRow: u32): bool {
  return score > otherScore || (score == otherScore && row < otherRow);
}

