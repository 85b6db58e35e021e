/** Draws a boot, seen from the side. */
import type { Cloth } from '../cloth';
import { css, shade } from '../colour';
import { type ShoeCut, sole, upper } from './sole';
import { bright, crease, dark, seam } from '../part';
import { type Knot, type Pen, type Point, ellipse, knots, outline, polyline } from '../pen';

export function boot(pen: Pen, cut: ShoeCut, cloth: Cloth): void {
  const top = -18 - cut.height * 26;
  const shape = outline([
    [-26, 12.6, true],
    [-26.6, 0],
    [-23.6, -10],
    [-24.6, top, true],
    [-14, top + 1.4],
    [-4.4, top, true],
    [-4, -10],
    [2, -3],
    [14, 2],
    [25, 5],
    [28.6, 9.6],
    [27.4, 12.4, true],
  ]);
  const inner = ellipse(-14.5, top + 0.6, 10, 2);
  pen.fill(inner, css(shade(cloth.base, 0.45)));
  upper(pen, shape, cloth, () => {
    crease(pen, cloth, knots('-22 -3, -14 -6, -4 -9'), 1.3, 1.1);
    crease(pen, cloth, knots('-20 0, -10 -2.6, 0 -4'), 1.1, 1);
    crease(pen, cloth, knots('9 10, 13 5, 15 2.4'), 0.9, 1);
    pen.softLine(outline(knots('22 5.6, 26 8, 27 10'), false), bright(0.4), 1.2, 1);
    pen.softLine(
      outline(
        [
          [-9, top + 4],
          [-8, -12],
          [-2, -4],
        ],
        false,
      ),
      bright(0.2),
      1.6,
      1.4,
    );
    if (cut.style % 3 === 1) {
      const gore = outline([
        [-17, 2, true],
        [-19, top + 4, true],
        [-9.6, top + 4, true],
        [-8.6, -6],
      ] as Knot[]);
      pen.fill(gore, css(shade(cloth.base, 0.55)));
      pen.within(gore, () => {
        for (let x = -20; x < -8; x += 1.1) pen.line(polyline([x, top], [x + 1, 4]), bright(0.1), 0.3);
      });
    }
    seam(pen, outline(knots('-26 4, -15 3.2, -6 6, -3 12'), false), cloth);
    seam(pen, outline(knots('13 13, 14 6, 19 3'), false), cloth);
  });
  sole(
    pen,
    css(cut.style % 4 === 3 ? { l: 0.78, c: 0.06, h: 70 } : { l: 0.22, c: 0.01, h: 60 }),
    2.6,
    cut.style % 2 === 0 ? 4.2 : 2.4,
  );
  if (cut.style % 3 === 0) {
    for (let y = top + 4; y < -4; y += 4.4) {
      const end: Point = [-5.2, y];
      pen.line(polyline([-10, y + 0.8], end), dark(0.5), 1.4);
      pen.line(
        polyline([-10, y + 0.8], end),
        css(cloth.base.l < 0.5 ? { l: 0.72, c: 0.06, h: 80 } : { l: 0.3, c: 0.02, h: 60 }),
        0.9,
      );
      pen.fill(ellipse(-10.2, y + 0.9, 0.6, 0.6), '#d3c29a');
    }
  }
  if (cut.style % 3 === 2) {
    const strap = outline(knots('-25.5 -6!, -3.6 -9.4!, -3 -5.6!, -25.5 -2!'));
    pen.softFill(strap, dark(0.4), 0.6);
    pen.fill(strap, css(shade(cloth.base, 0.9)));
    pen.line(polyline([-12.5, -9], [-8.5, -9.6], [-8.1, -4.6], [-12.1, -4], [-12.5, -9]), '#cdb983', 0.8);
  }
  // the loop to pull it on by
  pen.line(
    outline(
      [
        [-24.4, top + 1],
        [-26.4, top - 3.4],
        [-22.6, top - 3.4],
        [-22.4, top + 1],
      ],
      false,
    ),
    css(shade(cloth.base, 0.6)),
    0.9,
  );
}
