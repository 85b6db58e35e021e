/** Draws a tote or a handbag. */
import type { Cloth } from '../cloth';
import { css, tint } from '../colour';
import { AREA, BRASS, type CarriedCut, shadeDye, strap } from './strap';
import { bright, crease, dark, part, seam } from '../part';
import { type Pen, ellipse, outline, polyline } from '../pen';

export function bag(pen: Pen, cut: CarriedCut, cloth: Cloth): void {
  const half = 19 + cut.width * 8;
  const tote = cut.style % 3 === 0;
  const top = tote ? -8 : -5;
  const rise = tote ? -34 : -27;
  strap(
    pen,
    [
      [-half * 0.46, top + 2],
      [-half * 0.42, rise + 6],
      [0, rise],
      [half * 0.42, rise + 6],
      [half * 0.46, top + 2],
    ],
    2.3,
    { ...cloth, base: shadeDye(cloth, 0.8) },
  );
  const body = tote
    ? outline([
        [-half, top, true],
        [0, top + 1],
        [half, top, true],
        [half * 0.92, 30, true],
        [0, 31],
        [-half * 0.92, 30, true],
      ])
    : outline([
        [-half * 0.82, top, true],
        [0, top - 0.6],
        [half * 0.82, top, true],
        [half, 20],
        [half * 0.9, 27],
        [0, 28],
        [-half * 0.9, 27],
        [-half, 20],
      ]);
  part(
    pen,
    body,
    cloth,
    {
      origin: [0, 0],
      area: AREA,
      across: [
        [-half, 10],
        [half, 10],
      ],
      round: 0.8,
    },
    () => {
      if (tote) {
        crease(
          pen,
          cloth,
          [
            [-half * 0.5, 2],
            [-half * 0.3, 14],
            [-half * 0.4, 27],
          ],
          2,
          1,
        );
        crease(
          pen,
          cloth,
          [
            [half * 0.5, 0],
            [half * 0.25, 12],
            [half * 0.5, 26],
          ],
          2,
          1,
        );
        seam(pen, polyline([-half, top + 4], [half, top + 4]), cloth);
      }
      pen.softLine(
        outline(
          [
            [-half * 0.6, 24],
            [0, 25.4],
            [half * 0.6, 24],
          ],
          false,
        ),
        dark(0.3),
        3,
        3,
      );
    },
  );
  if (!tote) {
    const drop = cut.style % 3 === 1 ? 12 : 7;
    const flap = outline([
      [-half * 0.84, top - 0.6, true],
      [0, top - 1.4],
      [half * 0.84, top - 0.6, true],
      [half * 0.86, drop - 4],
      [half * 0.5, drop],
      [0, drop + 2],
      [-half * 0.5, drop],
      [-half * 0.86, drop - 4],
    ]);
    pen.softFill(flap, dark(0.5), 1.2);
    part(
      pen,
      flap,
      cloth,
      {
        origin: [0, 0],
        area: AREA,
        across: [
          [-half, 0],
          [half, 0],
        ],
        round: 0.8,
      },
      () => {
        pen.softLine(
          outline(
            [
              [-half * 0.6, top + 3],
              [0, top + 2],
              [half * 0.6, top + 3],
            ],
            false,
          ),
          bright(0.3),
          1.4,
          1.4,
        );
      },
    );
    pen.stitches(
      outline(
        [
          [-half * 0.8, drop - 5],
          [-half * 0.48, drop - 1.4],
          [0, drop + 0.6],
          [half * 0.48, drop - 1.4],
          [half * 0.8, drop - 5],
        ],
        false,
      ),
      css(tint(cloth.base, 0.3), 0.7),
      0.3,
    );
    const lock = polyline([-2.4, drop - 1], [2.4, drop - 1], [2.4, drop + 4], [-2.4, drop + 4]);
    pen.softFill(lock, dark(0.5), 0.6);
    pen.fill(lock, BRASS);
    pen.line(polyline([-1.6, drop + 0.6], [1.6, drop + 0.6]), bright(0.6), 0.5);
  }
  for (const s of [-1, 1]) {
    pen.line(ellipse(s * half * 0.46, top + 1.6, 1.5, 1.5), BRASS, 0.8);
    if (tote)
      seam(
        pen,
        polyline(
          [s * half * 0.46 - 1.2, top + 8],
          [s * half * 0.46 - 1.2, top],
          [s * half * 0.46 + 1.2, top],
          [s * half * 0.46 + 1.2, top + 8],
        ),
        cloth,
      );
  }
}
