/** Draws a scarf, laid in a loop. */
import type { Cloth } from '../cloth';
import { css, shade } from '../colour';
import type { CarriedCut } from './strap';
import { crease, dark, part } from '../part';
import { type Knot, type Pen, type Point, knots, outline, tube } from '../pen';

function fringe(pen: Pen, [x, y]: Point, half: number, turn: number, cloth: Cloth): void {
  const { ctx } = pen;
  ctx.save();
  ctx.translate(x, y);
  ctx.rotate(turn);
  for (let o = -half; o <= half; o += 1.25) {
    pen.line(
      outline(
        [
          [o, -0.6],
          [o + 0.4 * Math.sin(o * 3), 2.4],
          [o + 0.8 * Math.sin(o * 2), 5.4],
        ],
        false,
      ),
      css(shade(o % 2 > 0 ? cloth.base : cloth.second, 0.86)),
      0.8,
    );
  }
  ctx.restore();
}

/** Draws the scarf in a loop, with both ends hanging down. */
export function scarf(pen: Pen, cut: CarriedCut, cloth: Cloth): void {
  const wide = 12 + cut.width * 4;
  const ends = cut.style % 2 === 0 ? [-9, 8] : [-7, 12];
  const lay = (points: readonly Knot[], widths: readonly number[], angle: number) => {
    const path = tube(points, widths);
    pen.softFill(path, dark(0.42), 1.6);
    const [a, b] = [points[0]!, points.at(-1)!];
    part(
      pen,
      path,
      cloth,
      {
        origin: [a[0], a[1]],
        angle,
        area: [-60, -60, 120, 130],
        across: [
          [Math.min(a[0], b[0]) - wide, a[1]],
          [Math.max(a[0], b[0]) + wide, b[1]],
        ],
        round: 0.7,
      },
      () => {
        for (const o of [-0.26, 0.08, 0.3])
          crease(
            pen,
            cloth,
            points.map(([x, y]) => [x + o * wide, y + o * 3] as Point),
            1.2,
            0.9,
          );
      },
    );
  };
  lay(
    knots('-15 -12, -12 -25, 0 -31, 12 -25, 15 -12'),
    [wide * 0.8, wide * 0.9, wide * 0.8, wide * 0.9, wide * 0.8],
    1.5,
  );
  const [left, right] = ends as [number, number];
  lay(
    [
      [12, -14],
      [left + 2, 6],
      [left, 27],
    ],
    [wide * 0.8, wide, wide * 1.05],
    0.2,
  );
  fringe(pen, [left, 27.4], wide * 0.5, 0.08, cloth);
  lay(
    [
      [-13, -15],
      [right - 4, 2],
      [right, 31],
    ],
    [wide * 0.8, wide, wide * 1.05],
    -0.2,
  );
  fringe(pen, [right, 31.2], wide * 0.5, -0.1, cloth);
  lay(knots('-16 -15, 0 -5, 16 -15'), [wide * 0.6, wide * 0.86, wide * 0.6], 1.6);
}
