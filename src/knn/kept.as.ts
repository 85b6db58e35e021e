/** AssemblyScript: heaps of a memory's own rows in; where they are, and what scores below is not wanted by a row, out. */

import { down } from './quantise.as';

/** Addresses, see `keep`. */
export let ownScores: usize = 0;
export let ownRows: usize = 0;
export let ownFloors: usize = 0;

/**
 * Tells where the rows' own heaps are while all pairs are computed.
 *
 * @param heapsAt address of capacity * size float64, then as many uint32; what they hold stays
 * @param floorsAt room for capacity float32
 */
export function keep(heapsAt: usize, floorsAt: usize, capacity: usize, size: usize): void {
  ownScores = heapsAt;
  ownRows = heapsAt + ((capacity * size) << 3);
  ownFloors = floorsAt;
  for (let row: usize = 0; row < capacity; row++) {
    store<f32>(floorsAt + (row << 2), down(load<f64>(ownScores + ((row * size) << 3))));
  }
}
