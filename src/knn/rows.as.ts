/** AssemblyScript: where a memory has its rows in; the rows' integers and what is known of them out. */

import { SLOP } from './bound.as';
import { dot } from './float64.as';
import { largest, quantise, up } from './quantise.as';

/** The address of float32 values that are in a file. */
const IN_FILE: usize = 0xffffffff;

/** Addresses, see `place`. */
export let values: usize = 0;
export let bytes: usize = 0;
export let scales: usize = 0;
export let errors: usize = 0;
export let norms: usize = 0;
export let offsets: usize = 0;
/** Values from one row to the next. */
export let stride: usize = 0;
/** Whether the score is the negative squared Euclidean distance. */
export let squared: bool = false;

/**
 * Tells where the rows are.
 *
 * @param valuesAt address of `capacity * strideValues` float32, row by row, zeros behind the last dim; 0xffffffff where
 * they are in a file, see `stage`
 * @param bytesAt address of as many int8, written by `pack`
 * @param factsAt address of 4 * capacity float32, written by `pack`
 * @param capacity rows there is room for, a multiple of 4
 * @param strideValues values per row, a multiple of 16
 * @param l2 whether the score is the negative squared Euclidean distance; else the dot product
 */
export function place(valuesAt: usize, bytesAt: usize, factsAt: usize, capacity: usize, strideValues: usize, l2: bool): void {
  values = valuesAt;
  bytes = bytesAt;
  scales = factsAt;
  errors = scales + (capacity << 2);
  norms = errors + (capacity << 2);
  offsets = norms + (capacity << 2);
  stride = strideValues;
  squared = l2;
}

/** Makes the integers and the facts of rows `first` to `first + n - 1` from their float32 values at `from`. */
export function pack(first: usize, n: usize, from: usize): void {
  for (let row = first; row < first + n; row++, from += stride << 2) {
    const scale = largest(from, stride) / 127;
    const error = quantise(from, stride, scale, 127, bytes + row * stride, 1);
    const norm = sqrt(dot(from, from, stride));
    const at = row << 2;
    store<f32>(scales + at, scale);
    store<f32>(errors + at, up(error));
    store<f32>(norms + at, up(norm + error));
    store<f32>(offsets + at, squared ? up(-norm * norm * (1 - SLOP)) : 0);
  }
}

/** Takes a row out: no search finds it any more. */
export function drop(row: usize): void {
  store<f32>(errors + (row << 2), -Infinity);
}

/** Whether the float32 values are in a file. */
@inline
export function isInFile(): bool {
  return values == IN_FILE;
}

/** Whether a row was taken out. */
@inline
export function isDropped(row: usize): bool {
  return load<f32>(errors + (row << 2)) < 0;
}
