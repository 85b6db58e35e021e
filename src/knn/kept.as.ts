/** Holds the addresses and floors of the heaps of a memory's own rows (AssemblyScript). */

import { down } from './quantise.as';

/** Addresses, see `keep`. */
export let ownScores: usize = 0;
export let ownRows: usize = 0;
export let ownFloors: usize = 0;

/**
 * Sets where the rows' own heaps are while all pairs are computed.
 *
 * @param heapsAt address of capacity * size float64, then as many uint32; what they hold stays
 * @param floorsAt address of capacity float32: scores known to be unwanted, whatever the heaps hold; raised here
 */
export function keep(heapsAt: usize, floorsAt: usize, capacity: usize, size: usize): void {
  ownScores = heapsAt;
  ownRows = heapsAt + ((capacity * size) << 3);
  ownFloors = floorsAt;
  for (let row: usize = 0; row < capacity; row++) {
    raise(row, load<f64>(ownScores + ((row * size) << 3)));
  }
}

/** Raises a row's floor: it wants no score below. */
export function raise(row: usize, floor: f64): void {
  const at = ownFloors + (row << 2);
  store<f32>(at, max(load<f32>(at), down(floor)));
}
