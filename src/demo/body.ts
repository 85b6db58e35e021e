/** Draws neck, shoulders and limbs of a figure in its skin. */
import { type Colour, css, shade } from './colour';
import { type Figure, Y } from './figure';
import type { Looks } from './looks';
import { type Knot, type Pen, type Point, ellipse, outline, tube } from './pen';

export function drawNeck(pen: Pen, figure: Figure, { skin }: Looks, shoulders: boolean): void {
  const { shoulder, chest } = figure.build;
  const p = (x: number, y: number, corner?: boolean): Knot => [...figure.at(x, y), corner ?? false];
  const path = shoulders
    ? outline([
        p(-5, -10, true),
        p(-5, -3),
        p(-8, 0),
        p(-shoulder + 2, Y.shoulder + 0.6),
        p(-shoulder, Y.shoulder + 4),
        p(-chest + 1, 20),
        p(-chest + 4, 30, true),
        p(chest - 4, 30, true),
        p(chest - 1, 20),
        p(shoulder, Y.shoulder + 4),
        p(shoulder - 2, Y.shoulder + 0.6),
        p(8, 0),
        p(5, -3),
        p(5, -10, true),
      ])
    : outline([
        p(-5, -10, true),
        p(-5, -3),
        p(-9, 1.4),
        p(-13, 8),
        p(0, 20),
        p(13, 8),
        p(9, 1.4),
        p(5, -3),
        p(5, -10, true),
      ]);
  pen.fill(path, css(skin));
  pen.within(path, () => {
    const [x, y] = figure.at(0, -5.4);
    pen.softFill(ellipse(x + 0.8, y, 7, 4.4), css(shade(skin, 0.55), 0.75), 1.8);
    pen.softLine(path, css(shade(skin, 0.5), 0.4), 1.2, 1.4);
    for (const side of [-1, 1])
      pen.softLine(
        outline([p(side * 1.6, 2.6), p(side * 6, 2), p(side * 12, 1.4)], false),
        css(shade(skin, 0.6), 0.5),
        0.6,
        0.7,
      );
  });
}

export function drawLimb(pen: Pen, points: readonly Point[], widths: readonly number[], skin: Colour): void {
  const path = tube(points, widths, true);
  pen.fill(path, css(skin));
  pen.within(path, () => {
    pen.softLine(path, css(shade(skin, 0.5), 0.45), 1.2, 1.4);
  });
}

/** Turns and tilts the painting of `draw` about the top of the neck; the middle of the head is at 0, -16. */
export function posed(pen: Pen, figure: Figure, { tilt }: Looks, draw: () => void): void {
  const { ctx } = pen;
  const [x, y] = figure.at(0, -4);
  ctx.save();
  ctx.translate(x, y);
  ctx.rotate(tilt);
  ctx.translate(0, 4);
  draw();
  ctx.restore();
}
