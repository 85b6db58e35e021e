/** Draws a cap or a beanie, seen from the front. */
import type { Cloth } from '../cloth';
import { css, shade } from '../colour';
import { dark, part, seam } from '../part';
import { type Pen, ellipse, knots, outline, polyline, tube } from '../pen';

/** Traits that vary from cap to cap. */
export interface HeadwearCut {
  readonly kind: 'hat' | 'cap' | 'beanie';
  /** Size of the brim or the turn-up, 0..1. */
  readonly width: number;
  readonly style: number;
}

export const AREA = [-40, -40, 80, 80] as const;

export function cap(pen: Pen, cut: HeadwearCut, cloth: Cloth): void {
  const crown = outline(knots('-21 9!, -20.6 -4, -14 -16, 0 -20.6, 14 -16, 20.6 -4, 21 9!, 0 5'));
  part(
    pen,
    crown,
    cloth,
    {
      origin: [0, 0],
      area: AREA,
      across: [
        [-21, 0],
        [21, 0],
      ],
      round: 1,
    },
    () => {
      if (cut.style % 2 === 0)
        pen.fill(
          outline(knots('-9.6 8!, -8 -10, 0 -20.4!, 8 -10, 9.6 8!')),
          css(cloth.second, cloth.pattern === 'plain' ? 1 : 0),
        );
      for (const s of [-1, 1]) {
        seam(
          pen,
          outline(
            [
              [0, -20.4],
              [s * 8, -10],
              [s * 9.6, 8],
            ],
            false,
          ),
          cloth,
        );
        seam(
          pen,
          outline(
            [
              [0, -20.4],
              [s * 15.4, -12],
              [s * 18.6, 8],
            ],
            false,
          ),
          cloth,
        );
        pen.fill(ellipse(s * 13, -8.6, 0.7, 0.7), dark(0.6));
      }
    },
  );
  pen.fill(ellipse(0, -20.6, 1.8, 1), css(shade(cloth.base, 0.8)));
  const peak = outline(
    knots('-20.4 7!, -23.4 14, -16 19.4, 0 21.4, 16 19.4, 23.4 14, 20.4 7!, 10 4.4, 0 3.8, -10 4.4'),
  );
  pen.softFill(peak, dark(0.5), 1.2);
  const peakCloth: Cloth = {
    ...cloth,
    pattern: 'plain',
    base: cut.style % 3 === 0 ? cloth.second : cloth.base,
  };
  part(
    pen,
    peak,
    peakCloth,
    {
      origin: [0, 0],
      area: AREA,
      across: [
        [-23, 12],
        [23, 12],
      ],
      round: 0.9,
    },
    () => {
      for (let i = 0; i < 4; i++)
        pen.stitches(
          outline(
            [
              [-21 + i * 1.6, 11 - i],
              [-14, 16.6 - i * 2],
              [0, 18.8 - i * 2.2],
              [14, 16.6 - i * 2],
              [21 - i * 1.6, 11 - i],
            ],
            false,
          ),
          css(shade(peakCloth.base, 0.6), 0.6),
        );
      pen.softLine(outline(knots('-19 8, 0 5, 19 8'), false), dark(0.55), 2, 1.6);
    },
  );
  if (cut.style % 4 < 2) {
    const badge =
      cut.style % 4 === 0
        ? ellipse(0, -6, 5, 5)
        : polyline([-5.6, -9.6], [5.6, -9.6], [5.6, -2.6], [-5.6, -2.6], [-5.6, -9.6]);
    pen.softFill(badge, dark(0.4), 0.5);
    pen.fill(badge, css(cloth.third));
    pen.stitches(badge, dark(0.4));
    pen.line(outline(knots('-3 -5, -1 -7.4, 0.6 -5.4, 3 -7.6'), false), css(cloth.base), 0.9);
  }
}

export function beanie(pen: Pen, cut: HeadwearCut, cloth: Cloth): void {
  const crown = outline(knots('-20 8!, -20 -4, -14 -18, 0 -24, 14 -18, 20 -4, 20 8!, 0 10'));
  const bobble = cut.style % 2 === 0;
  if (bobble) {
    for (let i = 0; i < 46; i++) {
      const a = i * 2.4;
      const r = 0.86 * Math.sqrt(i);
      pen.line(
        polyline(
          [Math.cos(a) * r * 0.6, -27 + Math.sin(a) * r * 0.6],
          [Math.cos(a) * (r + 2), -27 + Math.sin(a) * (r + 2)],
        ),
        css(shade(cloth.second, 0.8 + (i % 5) * 0.08)),
        1.3,
      );
    }
  }
  part(
    pen,
    crown,
    cloth,
    {
      origin: [0, 0],
      area: AREA,
      across: [
        [-20, 0],
        [20, 0],
      ],
      round: 1,
    },
    () => {
      for (let i = -5; i <= 5; i++)
        pen.softLine(
          outline(
            [
              [i * 3.9, 8],
              [i * 3.3, -8],
              [i * 0.8, -23],
            ],
            false,
          ),
          dark(0.22),
          0.8,
          0.6,
        );
    },
  );
  const high = 8 + cut.width * 4;
  const fold = tube(
    [
      [0, 12],
      [0, 12 - high],
    ],
    [43, 42],
  );
  pen.softFill(fold, dark(0.4), 1);
  part(
    pen,
    fold,
    { ...cloth, pattern: 'plain', base: cut.style % 3 === 0 ? cloth.second : cloth.base },
    {
      origin: [0, 0],
      area: AREA,
      across: [
        [-21, 0],
        [21, 0],
      ],
      round: 1,
    },
    () => {
      for (let x = -21; x <= 21; x += 1.5) pen.line(polyline([x, 14], [x, 0]), dark(0.18), 0.45);
    },
  );
}
