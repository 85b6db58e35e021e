/** Draws a coat's lapels, buttons, pockets and belt. */
import type { Cloth } from '../cloth';
import { css, shade } from '../colour';
import { type Figure, Y } from '../figure';
import { type TopCut, bodyPath } from './top-shape';
import { bodyLine, button, dark, mirrored, part } from '../part';
import { type Knot, type Pen, outline, polyline } from '../pen';

export function coatFront(
  pen: Pen,
  figure: Figure,
  cut: TopCut,
  cloth: Cloth,
  half: number,
  depth: number,
): void {
  const overlap = cut.style % 2 === 0 ? 6 : 0;
  const turn = depth + 20;
  const edge = bodyLine(figure, [overlap * 0.8, turn], [overlap, Y.hip], [overlap * 1.1, cut.hem - 0.4]);
  pen.softLine(edge, dark(0.55), 1.2, 1.4);
  pen.line(edge, css(shade(cloth.base, 0.5), 0.8), 0.35);
  for (const side of [-1, 1]) {
    const lapel = outline([
      [...figure.at(side * half, -1.6), true],
      [...figure.at(side * (half + 3.8), 3), true],
      [...figure.at(side * 10.6, 10), true],
      [...figure.at(side * 12.8, 12.4), true],
      [...figure.at(overlap * 0.8, turn), true],
      [...figure.at(side * 1.4, depth + 4)],
    ] as Knot[]);
    pen.softFill(lapel, dark(0.45), 1.1);
    part(
      pen,
      lapel,
      { ...cloth, base: { ...cloth.base, l: cloth.base.l * 1.03 } },
      {
        origin: figure.at(0, 0),
        angle: side * 0.25,
        area: [-24, -8, 48, 50],
        across: [figure.at(side * 13, 8), figure.at(0, 14)],
        round: 0.5,
      },
    );
    const flap = bodyLine(figure, [side * 9, Y.hip - 2], [side * 18, Y.hip - 3]);
    pen.softLine(flap, dark(0.5), 1.6, 0.9);
    pen.line(flap, css(shade(cloth.base, 0.6)), 0.6);
  }
  const horn = cloth.base.l < 0.5 ? '#4a3a2c' : '#3a2c22';
  for (let y = turn + 3; y < Y.hip + 12; y += 11) {
    for (const x of overlap ? [overlap - 2.6, -overlap - 1] : [1.2]) button(pen, figure.at(x, y), 1.25, horn);
  }
  if (cut.style % 3 === 0) {
    const { waist } = figure.build;
    const belt = mirrored(figure, [
      [0, Y.waist],
      [waist + 8, Y.waist - 0.4, true],
      [waist + 8, Y.waist + 4.2, true],
      [0, Y.waist + 4.8],
    ]);
    pen.within(bodyPath(figure, cut), () => {
      pen.softFill(belt, dark(0.5), 1);
      pen.fill(belt, css(shade(cloth.base, 0.92)));
      pen.line(belt, css(shade(cloth.base, 0.5), 0.7), 0.3);
    });
    const [x, y] = figure.at(2, Y.waist + 2.2);
    pen.line(
      polyline(
        [x - 2.2, y - 2.6],
        [x + 2.2, y - 2.6],
        [x + 2.2, y + 2.6],
        [x - 2.2, y + 2.6],
        [x - 2.2, y - 2.6],
      ),
      horn,
      0.9,
    );
  }
}
