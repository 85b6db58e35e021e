/** Draws a backpack, seen from the front. */
import type { Cloth } from '../cloth';
import { css } from '../colour';
import { AREA, BRASS, type CarriedCut, shadeDye, strap } from './strap';
import { bright, button, crease, dark, part } from '../part';
import { type Pen, knots, outline, polyline } from '../pen';

export function backpack(pen: Pen, cut: CarriedCut, cloth: Cloth): void {
  const half = 19 + cut.width * 3;
  for (const s of [-1, 1])
    strap(
      pen,
      [
        [s * 9, -26],
        [s * (half + 4.6), -12],
        [s * (half + 2), 24],
      ],
      4,
      { ...cloth, base: shadeDye(cloth, 0.7) },
    );
  strap(pen, knots('-5 -28, 0 -35, 5 -28'), 2.2, { ...cloth, base: shadeDye(cloth, 0.75) });
  const body = outline([
    [-half, -12],
    [-half * 0.8, -25],
    [0, -30],
    [half * 0.8, -25],
    [half, -12],
    [half * 1.06, 20],
    [half * 0.94, 30],
    [0, 32],
    [-half * 0.94, 30],
    [-half * 1.06, 20],
  ]);
  part(
    pen,
    body,
    cloth,
    {
      origin: [0, 0],
      area: AREA,
      across: [
        [-half, 0],
        [half, 0],
      ],
      round: 0.95,
    },
    () => {
      crease(
        pen,
        cloth,
        [
          [-half * 0.7, -8],
          [-half * 0.4, -4],
          [-half * 0.1, -6],
        ],
        1.4,
        1,
      );
    },
  );
  pen.line(
    outline(
      [
        [-half * 0.86, -4],
        [-half * 0.74, -20],
        [0, -25],
        [half * 0.74, -20],
        [half * 0.86, -4],
      ],
      false,
    ),
    dark(0.55),
    1.1,
  );
  pen.stitches(
    outline(
      [
        [-half * 0.86, -4],
        [-half * 0.74, -20],
        [0, -25],
        [half * 0.74, -20],
        [half * 0.86, -4],
      ],
      false,
    ),
    bright(0.5),
    0.5,
  );
  const pocketCloth: Cloth = cut.style % 2 === 0 ? { ...cloth, base: cloth.second, pattern: 'plain' } : cloth;
  const pocket = outline([
    [-half * 0.74, 4, true],
    [0, 3],
    [half * 0.74, 4, true],
    [half * 0.8, 22],
    [half * 0.68, 27.6],
    [0, 29],
    [-half * 0.68, 27.6],
    [-half * 0.8, 22],
  ]);
  pen.softFill(pocket, dark(0.45), 1.3);
  part(pen, pocket, pocketCloth, {
    origin: [0, 0],
    area: AREA,
    across: [
      [-half * 0.8, 0],
      [half * 0.8, 0],
    ],
    round: 0.85,
  });
  pen.line(
    outline(
      [
        [-half * 0.7, 8.4],
        [0, 7.6],
        [half * 0.7, 8.4],
      ],
      false,
    ),
    dark(0.5),
    0.9,
  );
  pen.line(polyline([half * 0.5, 8], [half * 0.5, 12]), BRASS, 0.9);
  if (cut.style % 3 === 0) {
    for (const s of [-1, 1]) {
      strap(
        pen,
        [
          [s * 8, -10],
          [s * 8, 0],
          [s * 8, 9],
        ],
        2.6,
        { ...cloth, base: { name: '', l: 0.5, c: 0.07, h: 55 } },
      );
      button(pen, [s * 8, 8], 1, BRASS);
    }
  }
  const tag = polyline([-3.4, -12], [3.4, -12], [3.4, -7.4], [-3.4, -7.4]);
  pen.fill(tag, css({ l: 0.55, c: 0.08, h: 55 }));
  pen.stitches(tag, bright(0.5));
}
