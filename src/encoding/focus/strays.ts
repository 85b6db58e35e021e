/** Removes small islands from the cells that are on. */
import { STRAY_SHARE } from './thresholds';

/** The component of each cell, and the size of each component. */
interface Components {
  /** int32, one a cell: from 1; 0 where the cell is off. */
  readonly labels: Int32Array;
  /** Cells of each label; label 0 counts 0. */
  readonly sizes: readonly number[];
}

/** Labels the components; cells that touch at an edge belong to one. */
function components(on: Uint8Array, width: number): Components {
  const labels = new Int32Array(on.length);
  const sizes = [0];
  // large enough: a cell is pushed at most once
  const stack = new Int32Array(on.length);
  for (let start = 0; start < on.length; start++) {
    if (on[start] === 0 || labels[start] !== 0) continue;
    const label = sizes.length;
    let size = 0;
    let waiting = 0;
    const reach = (cell: number) => {
      if (on[cell] !== 1 || labels[cell] !== 0) return;
      labels[cell] = label;
      stack[waiting++] = cell;
      size += 1;
    };
    reach(start);
    while (waiting > 0) {
      const cell = stack[--waiting]!;
      const x = cell % width;
      if (x > 0) reach(cell - 1);
      if (x < width - 1) reach(cell + 1);
      if (cell >= width) reach(cell - width);
      if (cell < on.length - width) reach(cell + width);
    }
    sizes.push(size);
  }
  return { labels, sizes };
}

/**
 * Drops components smaller than a tenth of the largest.
 *
 * @param on uint8 [height, width], 1 = on.
 * @returns a copy, owned by the caller.
 */
export function withoutStrays(on: Uint8Array, width: number): Uint8Array {
  const { labels, sizes } = components(on, width);
  const least = STRAY_SHARE * Math.max(...sizes);
  const kept = on.slice();
  for (let cell = 0; cell < kept.length; cell++) {
    if (sizes[labels[cell]!]! < least) kept[cell] = 0;
  }
  return kept;
}
