/** Draws a hat, a cap or a beanie, seen from the front. */
import type { Cloth } from '../cloth';
import { css, shade } from '../colour';
import { AREA, type HeadwearCut, beanie, cap } from './cap';
import { bright, crease, dark, part } from '../part';
import { type Knot, type Pen, knots, outline } from '../pen';

function hat(pen: Pen, cut: HeadwearCut, cloth: Cloth): void {
  const wide = 29 + cut.width * 7;
  const brim = outline([
    [-wide, 6],
    [-wide * 0.6, 13.6],
    [0, 15.6],
    [wide * 0.6, 13.6],
    [wide, 6],
    [wide * 0.55, 4],
    [0, 7],
    [-wide * 0.55, 4],
  ]);
  const under = outline([
    [-wide, 6],
    [-wide * 0.5, 0.6],
    [0, -0.4],
    [wide * 0.5, 0.6],
    [wide, 6],
    [0, 9],
  ]);
  pen.fill(under, css(shade(cloth.base, 0.68)));
  const dent = cut.style % 2 === 0 ? 4 : 0;
  const crown = outline([
    [-18.5, 9, true],
    [-17.6, -8],
    [-13, -18.6],
    [-6, -21],
    [0, -21 + dent],
    [6, -21],
    [13, -18.6],
    [17.6, -8],
    [18.5, 9, true],
    [0, 12],
  ]);
  part(
    pen,
    crown,
    cloth,
    {
      origin: [0, 0],
      area: AREA,
      across: [
        [-19, 0],
        [19, 0],
      ],
      round: 1,
    },
    () => {
      if (dent > 0) crease(pen, cloth, knots('0 -18, 1.4 -12, 0.6 -7'), 1.8, 1.3);
      for (const s of [-1, 1])
        crease(
          pen,
          cloth,
          [
            [s * 11, -17],
            [s * 7, -11],
            [s * 8, -5],
          ],
          1.5,
          1.1,
        );
    },
  );
  const band = outline(knots('-18.4 3!, 0 6.4, 18.4 3!, 18.6 9.4!, 0 12.8, -18.6 9.4!'));
  pen.softFill(band, dark(0.35), 0.8);
  part(
    pen,
    band,
    { ...cloth, base: cloth.second, pattern: 'plain', material: 'satin' },
    {
      origin: [0, 0],
      area: AREA,
      across: [
        [-19, 0],
        [19, 0],
      ],
      round: 0.9,
    },
  );
  part(
    pen,
    brim,
    cloth,
    {
      origin: [0, 0],
      area: AREA,
      across: [
        [-wide, 0],
        [wide, 0],
      ],
      round: 0.5,
    },
    () => {
      pen.softLine(outline(knots('-18 8, 0 11.6, 18 8'), false), dark(0.6), 2, 1.6);
      pen.softLine(
        outline(
          [
            [-wide * 0.8, 9.6],
            [0, 14.2],
            [wide * 0.8, 9.6],
          ],
          false,
        ),
        bright(0.25),
        1,
        1,
      );
    },
  );
}

const DRAW: Record<HeadwearCut['kind'], (pen: Pen, cut: HeadwearCut, cloth: Cloth) => void> = {
  hat,
  cap,
  beanie,
};

/** Draws it around the origin, about 50 units wide. */
export function drawHeadwear(pen: Pen, cut: HeadwearCut, cloth: Cloth): void {
  const shadow: Knot[] = knots('-24 12, 0 18, 24 12, 0 14');
  pen.softFill(outline(shadow), dark(0.35), 2.4);
  DRAW[cut.kind](pen, cut, cloth);
}
