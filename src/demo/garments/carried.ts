/** Draws a bag, a backpack or a scarf, laid or stood. */
import type { Cloth } from '../cloth';
import { backpack } from './backpack';
import { bag } from './bag';
import { scarf } from './scarf';
import type { CarriedCut } from './strap';
import { dark } from '../part';
import { type Knot, type Pen, knots, outline } from '../pen';

const DRAW: Record<CarriedCut['kind'], (pen: Pen, cut: CarriedCut, cloth: Cloth) => void> = {
  bag,
  backpack,
  scarf,
};

/** Draws it around the origin, about 65 units high. */
export function drawCarried(pen: Pen, cut: CarriedCut, cloth: Cloth): void {
  if (cut.kind !== 'scarf') {
    const shadow: Knot[] = knots('-24 29, 0 27, 24 29, 0 34');
    pen.softFill(outline(shadow), dark(0.45), 2.6);
  }
  DRAW[cut.kind](pen, cut, cloth);
}
