/** Draws a pair of sneakers or boots, seen from the side. */
import type { Cloth } from '../cloth';
import { boot } from './boot';
import { sneaker } from './sneaker';
import type { ShoeCut } from './sole';
import { dark } from '../part';
import { type Pen, ellipse } from '../pen';

/** Draws a pair around the origin: the far shoe behind, the near one before it. */
export function drawShoes(pen: Pen, cut: ShoeCut, cloth: Cloth): void {
  const draw = cut.kind === 'sneakers' ? sneaker : boot;
  const { ctx } = pen;
  for (const [x, y, turn] of [
    [6, -9, -0.07],
    [-4, 7, 0.03],
  ] as const) {
    ctx.save();
    ctx.translate(x, y);
    pen.softFill(ellipse(1, 17.4, 30, 3), dark(0.34), 2.4);
    ctx.rotate(turn);
    draw(pen, cut, cloth);
    ctx.restore();
  }
}
