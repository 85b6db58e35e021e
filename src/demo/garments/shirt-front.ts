/** Draws the closure, collar and pockets of a shirt, jacket or coat. */
import type { Cloth } from '../cloth';
import { css, shade } from '../colour';
import { type Figure, Y } from '../figure';
import { coatFront } from './coat-front';
import { jacketFront } from './jacket-front';
import { type TopCut, opening } from './top-shape';
import { bodyLine, button, dark, part, seam } from '../part';
import { type Knot, type Pen, outline, polyline } from '../pen';

export function frontOpening(pen: Pen, figure: Figure, cut: TopCut, cloth: Cloth): void {
  const { half, depth } = opening(cut, figure.isFlat);
  const light = cloth.base.l < 0.45;
  if (cut.kind === 'shirt') {
    for (const x of [-1.7, 1.7])
      pen.line(
        bodyLine(figure, [x, 4], [x, Y.waist], [x, cut.hem - 1]),
        css(shade(cloth.base, 0.55), 0.6),
        0.25,
      );
    for (let y = 8; y < cut.hem - 6; y += 8.4)
      button(pen, figure.at(0, y), 0.75, light ? '#d8d2c6' : '#f4f1ea');
    if (cut.style % 3 !== 0) {
      const [px, py] = figure.at(9.5, 17);
      const pocket = polyline(
        [px - 4, py],
        [px + 4, py],
        [px + 4, py + 7.5],
        [px, py + 9.5],
        [px - 4, py + 7.5],
        [px - 4, py],
      );
      pen.softLine(pocket, dark(0.25), 0.6, 0.6);
      seam(pen, pocket, cloth);
    }
    for (const side of [-1, 1]) {
      const wing = outline([
        [...figure.at(side * half * 0.95, -1.6), true],
        [...figure.at(side * 0.3, 3.4), true],
        [...figure.at(side * 5.2, 9.4), true],
        [...figure.at(side * (half + 2.2), 2), true],
      ] as Knot[]);
      pen.softFill(wing, dark(0.4), 0.9);
      part(pen, wing, cloth, {
        origin: figure.at(side * 6, 0),
        angle: side * 0.7,
        area: [-9, -10, 18, 22],
        across: [figure.at(side * half, 0), figure.at(0, 6)],
        round: 0.35,
      });
    }
    return;
  }
  if (cut.kind === 'jacket') {
    jacketFront(pen, figure, cut, cloth);
    return;
  }
  coatFront(pen, figure, cut, cloth, half, depth);
}
