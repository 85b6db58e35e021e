/** Holds where a memory has its rows, and computes their integers and facts (AssemblyScript). */

import { SLOP } from './bound.as';
import { dot } from './float64.as';
import { largest, quantise, up } from './quantise.as';

/** Values from one row to the next. */
export let stride: usize = 0;
/** Whether the score is the negative squared Euclidean distance. */
export let squared: bool = false;
/** Whether the float32 values are in a file. */
export let isInFile: bool = false;
/** Rows of a group less one. */
export let groupMask: usize = 0;
/** Bytes of each of the four arrays of facts of a group: scale, error, norm and offset. */
export let factBytes: usize = 0;

let groups: usize = 0;
let groupShift: usize = 0;
let groupBytes: usize = 0;
/** From a group's address to its integers and to its facts. */
let bytesIn: usize = 0;
let factsIn: usize = 0;

/**
 * Sets where the rows are: in groups, one behind the other. A group has its rows' float32 values, with zeros after the
 * last dim, unless these are in a file (see `stage`). It has their int8 and four float32 for each row, both written by
 * `pack`.
 *
 * @param groupsAt address of the first group
 * @param shift a group is of 2 to the power of so many rows, of 4 at least
 * @param strideValues values per row, a multiple of 16
 * @param l2 whether the score is the negative squared Euclidean distance; else the dot product
 */
export function place(groupsAt: usize, shift: usize, strideValues: usize, inFile: bool, l2: bool): void {
  const rows: usize = 1 << shift;
  groups = groupsAt;
  groupShift = shift;
  groupMask = rows - 1;
  stride = strideValues;
  isInFile = inFile;
  squared = l2;
  bytesIn = inFile ? 0 : (rows * stride) << 2;
  factsIn = bytesIn + rows * stride;
  factBytes = rows << 2;
  groupBytes = factsIn + (factBytes << 2);
}

/** Address of a row's float32 values, where memory has them. */
@inline
export function valuesOf(row: usize): usize {
  return groups + (row >> groupShift) * groupBytes + (((row & groupMask) * stride) << 2);
}

/** Address of a row's integers; those of the group's next row are right behind. */
@inline
export function bytesOf(row: usize): usize {
  return groups + (row >> groupShift) * groupBytes + bytesIn + (row & groupMask) * stride;
}

/** Address of a row's scale; its other facts are each `factBytes` further. */
@inline
export function factsOf(row: usize): usize {
  return groups + (row >> groupShift) * groupBytes + factsIn + ((row & groupMask) << 2);
}

/** Makes the integers and the facts of rows `first` to `first + n - 1` from their float32 values at `from`. */
export function pack(first: usize, n: usize, from: usize): void {
  for (let row = first; row < first + n; row++, from += stride << 2) {
    const scale = largest(from, stride) / 127;
    const error = quantise(from, stride, scale, 127, bytesOf(row), 1);
    const norm = sqrt(dot(from, from, stride));
    const at = factsOf(row);
    store<f32>(at, scale);
    store<f32>(at + factBytes, up(error));
    store<f32>(at + 2 * factBytes, up(norm + error));
    store<f32>(at + 3 * factBytes, squared ? up(-norm * norm * (1 - SLOP)) : 0);
  }
}

/** Takes a row out: no search finds it any more. */
export function drop(row: usize): void {
  store<f32>(factsOf(row) + factBytes, -Infinity);
}

/** Whether a row was taken out. */
export function isDropped(row: usize): bool {
  return load<f32>(factsOf(row) + factBytes) < 0;
}
