/** Draws a sneaker, seen from the side. */
import type { Cloth } from '../cloth';
import { css, shade, tint } from '../colour';
import { type ShoeCut, sole, upper } from './sole';
import { crease, dark, seam } from '../part';
import { type Pen, knots, outline, polyline } from '../pen';

export function sneaker(pen: Pen, cut: ShoeCut, cloth: Cloth): void {
  const top = -9 - cut.height * 14;
  const collar = cut.height > 0.4 ? -5 : 0;
  const shape = outline([
    [-26.5, 12.6, true],
    [-27.6, 2],
    [-25.4, top, true],
    [-16 - collar * 0.3, top + 3.4],
    [-7.4, top - 1.2, true],
    [2, -2.6],
    [14, 1.4],
    [25, 4.6],
    [29.4, 9.4],
    [28, 12.4, true],
  ]);
  // the tongue
  const tongue = outline([
    [-9, top + 3],
    [-8.6, top - 4.6],
    [-3.6, top - 3.4],
    [3, -3],
    [-4, 4],
  ]);
  pen.fill(tongue, css(shade(cloth.base, 0.8)));
  pen.line(tongue, dark(0.4), 0.3);
  upper(pen, shape, cloth, () => {
    const second = css(cloth.second);
    if (cut.style % 3 === 0) {
      pen.fill(outline(knots('-22 12!, -12 -1, -4 -4!, 0 1!, -9 4, -13 12!')), second);
    } else if (cut.style % 3 === 1) {
      for (const x of [-14, -8.5, -3]) pen.line(polyline([x, 12], [x + 8, -4]), second, 2.1);
    } else {
      pen.fill(outline(knots('-28 13!, -29 1, -18 3, -16 13!')), second);
    }
    const toe = outline(knots('15 13!, 15.6 6, 21 2.4, 33 2!, 33 14!'));
    if (cut.style % 2 === 0) pen.fill(toe, css(tint(cloth.second, 0.15)));
    seam(pen, outline(knots('15 13, 15.6 6, 20 2'), false), cloth);
    crease(pen, cloth, knots('8 9, 12 5, 14 2'), 0.8, 0.9);
    seam(
      pen,
      outline(
        [
          [-25.5, top + 2],
          [-17, top + 5.6],
          [-9, top + 1.6],
        ],
        false,
      ),
      cloth,
    );
  });
  sole(pen, css(cloth.third), 4.4, 0);
  pen.line(outline(knots('-27 14, 0 14.2, 22 12.6, 29.6 9.8'), false), css(shade(cloth.third, 0.8)), 0.4);
  const lace = css(cloth.base.l > 0.75 ? tint(cloth.third, 0.1) : { l: 0.95, c: 0.01, h: 90 });
  const n = cut.height > 0.4 ? 6 : 4;
  for (let i = 0; i < n; i++) {
    const t = i / (n - 1);
    const x = -6.4 + t * 13;
    const y = top + 2.6 + t * (-top + 0.4);
    const path = outline(
      [
        [x - 3.2, y + 2.8],
        [x, y + 0.6],
        [x + 2.6, y - 1.2],
      ],
      false,
    );
    pen.line(path, dark(0.45), 1.6);
    pen.line(path, lace, 1.1);
  }
}
