/** Moves, resizes and draws a box over a photo, always within the photo. */
import type { CropBox } from '../../contract/photo';

/** A point in shares 0..1 of the photo's width and height. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

export const WHOLE: CropBox = { left: 0, top: 0, width: 1, height: 1 };

/** A side closer to the edge than this, as a share, lies on it: many small steps add up rounding errors. */
const CLOSE = 1e-6;

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}

/** Whether the box is the whole photo. */
export function isWhole({ width, height }: CropBox): boolean {
  return width > 1 - CLOSE && height > 1 - CLOSE;
}

/** Shifts the box, stopping at the edges of the photo. */
export function moved({ left, top, width, height }: CropBox, by: Point): CropBox {
  return {
    left: clamp(left + by.x, 0, 1 - width),
    top: clamp(top + by.y, 0, 1 - height),
    width,
    height,
  };
}

/** Moves the right and lower edge of the box; no side gets shorter than `least`. */
export function resized({ left, top, width, height }: CropBox, by: Point, least: Point): CropBox {
  return {
    left,
    top,
    width: clamp(width + by.x, Math.min(least.x, 1 - left), 1 - left),
    height: clamp(height + by.y, Math.min(least.y, 1 - top), 1 - top),
  };
}

/** Spans from the fixed end towards the other, at least `least` long, within 0..1. */
function span(fixed: number, towards: number, least: number): readonly [start: number, length: number] {
  const from = clamp(fixed, 0, 1);
  const to = clamp(towards, 0, 1);
  const length = Math.min(1, Math.max(least, Math.abs(to - from)));
  return [clamp(to < from ? from - length : from, 0, 1 - length), length];
}

/** The box between a fixed corner and a pointer; no side is shorter than `least`. */
export function stretched(fixed: Point, pointer: Point, least: Point): CropBox {
  const [left, width] = span(fixed.x, pointer.x, least.x);
  const [top, height] = span(fixed.y, pointer.y, least.y);
  return { left, top, width, height };
}

/** What a pointer grips when it is pressed. */
export type Grip =
  | { readonly kind: 'draw' }
  | { readonly kind: 'move' }
  | {
      readonly kind: 'corner';
      /** The corner itself, and the opposite one, which stays. */
      readonly corner: Point;
      readonly fixed: Point;
      /** Whether the corner's diagonal runs from top left to bottom right. */
      readonly falling: boolean;
    };

/**
 * Tells what lies under a pointer: a corner within reach, the inside of the box, or the photo outside it. The middle
 * third of a box always moves it, even where the box is so small that its corners' reach covers it. A box that is the
 * whole photo cannot be moved: dragging inside it draws a new one.
 */
export function gripAt(box: CropBox, at: Point, reach: Point): Grip {
  const x = (at.x - box.left) / box.width;
  const y = (at.y - box.top) / box.height;
  const inside = x >= 0 && x <= 1 && y >= 0 && y <= 1;
  const middle = Math.abs(x - 0.5) < 1 / 6 && Math.abs(y - 0.5) < 1 / 6;
  const right = box.left + box.width;
  const bottom = box.top + box.height;
  const corner = { x: x < 0.5 ? box.left : right, y: y < 0.5 ? box.top : bottom };
  // at the photo's edge the corner's target lies wholly inside the photo: no pointer reaches beyond it
  const hub = { x: clamp(corner.x, reach.x, 1 - reach.x), y: clamp(corner.y, reach.y, 1 - reach.y) };
  const near = Math.abs(at.x - hub.x) <= reach.x && Math.abs(at.y - hub.y) <= reach.y;
  if (near && !middle) {
    const fixed = { x: x < 0.5 ? right : box.left, y: y < 0.5 ? bottom : box.top };
    return { kind: 'corner', corner, fixed, falling: x < 0.5 === y < 0.5 };
  }
  return inside && !isWhole(box) ? { kind: 'move' } : { kind: 'draw' };
}
