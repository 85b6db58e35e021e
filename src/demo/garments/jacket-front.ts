/** Draws a jacket's zip or buttons, collar, pockets and waistband. */
import type { Cloth } from '../cloth';
import { css, shade } from '../colour';
import { type Figure, Y } from '../figure';
import { type TopCut, bodyPath } from './top-shape';
import { bodyLine, bright, button, dark, mirrored, part, seam } from '../part';
import { type Knot, type Pen, outline, polyline } from '../pen';

export function jacketFront(pen: Pen, figure: Figure, cut: TopCut, cloth: Cloth): void {
  const metal = cloth.material === 'leather' ? '#cfd2d6' : '#b9b2a3';
  const zip = cut.style % 2 === 0 || cloth.material === 'leather' || cloth.material === 'nylon';
  const slant = cloth.material === 'leather' ? 5 : 0;
  const line = bodyLine(figure, [slant, 6], [slant * 0.4, Y.waist], [0, cut.hem - 0.5]);
  pen.softLine(line, dark(0.5), 1.6, 1);
  if (zip) {
    pen.line(line, css(shade(cloth.base, 0.5)), 1.5);
    pen.stitches(line, metal, 0.9);
  } else {
    for (const x of [-2, 2]) seam(pen, bodyLine(figure, [x, 5], [x, cut.hem - 1]), cloth);
    for (let y = 9; y < cut.hem - 2; y += 8) button(pen, figure.at(0, y), 0.95, metal);
  }
  for (const side of [-1, 1]) {
    if (cloth.material === 'denim') {
      seam(pen, bodyLine(figure, [side * 3, 15], [side * 17, 15.5]), cloth);
      seam(pen, bodyLine(figure, [side * 6, 24], [side * 5, cut.hem - 5]), cloth);
      seam(pen, bodyLine(figure, [side * 14, 24], [side * 11, cut.hem - 5]), cloth);
      const [x, y] = figure.at(side * 10, 15.5);
      const flap = polyline(
        [x - 4.5, y],
        [x + 4.5, y],
        [x + 4.2, y + 4],
        [x, y + 5.4],
        [x - 4.2, y + 4],
        [x - 4.5, y],
      );
      pen.softFill(flap, dark(0.35), 0.6);
      pen.fill(flap, css(shade(cloth.base, 1.05)));
      seam(pen, flap, cloth);
      button(pen, [x, y + 4], 0.7, metal);
    } else {
      const pocket = bodyLine(figure, [side * 8, 41], [side * 15, 34]);
      pen.softLine(pocket, dark(0.5), 1, 0.8);
      pen.line(pocket, metal, 0.55);
    }
    if (cut.style % 3 === 2 && cloth.material === 'nylon') continue;
    const wing = outline([
      [...figure.at(side * 6.6, -3), true],
      [...figure.at(side * 0.6 + slant * 0.4, 4.6), true],
      [...figure.at(side * 7.5, 11.5), true],
      [...figure.at(side * 11.2, 2.6), true],
    ] as Knot[]);
    pen.softFill(wing, dark(0.5), 1);
    part(pen, wing, cloth.pattern === 'plain' ? cloth : { ...cloth, pattern: 'plain' }, {
      origin: figure.at(0, 0),
      area: [-14, -6, 28, 22],
      across: [figure.at(side * 11, 0), figure.at(0, 8)],
      round: 0.5,
    });
  }
  if (cloth.material === 'nylon') {
    for (let y = 13; y < cut.hem - 6; y += 9) {
      for (const side of [-1, 1]) {
        const quilt = bodyLine(figure, [side * 2.4, y], [side * 11, y + 1], [side * 25, y - 0.5]);
        pen.softLine(quilt, dark(0.42), 1, 1.3);
        pen.softLine(
          bodyLine(figure, [side * 3, y - 3.6], [side * 11, y - 3], [side * 22, y - 4]),
          bright(0.3),
          1.6,
          1.5,
        );
      }
    }
  }
  const { hip, waist } = figure.build;
  const low = Math.max(hip, waist) + 6;
  const band = mirrored(figure, [
    [0, cut.hem - 5],
    [low, cut.hem - 5, true],
    [low, cut.hem + 1, true],
    [0, cut.hem + 1],
  ]);
  pen.within(bodyPath(figure, cut), () => {
    pen.fill(band, dark(0.08));
    seam(pen, bodyLine(figure, [-low, cut.hem - 5], [low, cut.hem - 5]), cloth);
  });
}
