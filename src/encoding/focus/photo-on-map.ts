/** Computes where a photo lies on the focus network's maps. */
import type { FocusCard } from '../../contract/card';
import { place } from '../../image/contain';
import type { Rectangle } from '../../image/rectangle';
import type { Size } from '../../image/size';

/** Where a photo lies on a square map, which shows it letterboxed. All in cells. */
export interface PhotoOnMap {
  /** The map's own side. */
  readonly side: number;
  /** The photo's edges, which may cut cells. */
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** The photo's own cells: those whose centres are on it, at least one. All other cells show padding. */
  readonly cells: Rectangle;
}

/** The first of the cells whose centres lie on a stretch of the map, and how many they are. */
function centred(start: number, length: number): [first: number, count: number] {
  const first = Math.ceil(start - 0.5);
  return [first, Math.max(1, Math.ceil(start + length - 0.5) - first)];
}

/** @param photo the upright photo's width and height in pixels, or any in their proportion. */
export function photoOnMap(photo: Size, { maskSide, preprocessing }: FocusCard): PhotoOnMap {
  // placed in the network's input square first: the maps have the same rounding
  const placed = place(photo.width, photo.height, preprocessing.side);
  const scale = maskSide / preprocessing.side;
  const [left, top] = [placed.left * scale, placed.top * scale];
  const [width, height] = [placed.width * scale, placed.height * scale];
  const [firstColumn, columns] = centred(left, width);
  const [firstRow, rows] = centred(top, height);
  const cells = { left: firstColumn, top: firstRow, width: columns, height: rows };
  return { side: maskSide, left, top, width, height, cells };
}

/**
 * Cuts the photo's own cells out of a map.
 *
 * @param map float32 [side, side].
 * @returns float32 [cells.height, cells.width], owned by the caller.
 */
export function ownCells(map: Float32Array, { side, cells }: PhotoOnMap): Float32Array {
  const own = new Float32Array(cells.width * cells.height);
  for (let y = 0; y < cells.height; y++) {
    const from = (cells.top + y) * side + cells.left;
    own.set(map.subarray(from, from + cells.width), y * cells.width);
  }
  return own;
}
