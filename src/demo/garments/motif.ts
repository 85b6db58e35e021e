/** Draws the motif of a print on the chest, chosen by the cloth's seed. */
import type { Cloth } from '../cloth';
import { css } from '../colour';
import type { Figure } from '../figure';
import { ellipse, outline, polyline, type Knot, type Pen, knots } from '../pen';
import { Random } from '../random';

type Motif = (pen: Pen, second: string, third: string, random: Random) => void;

function star(points: number, inner: number, radius: number, turn: number): Path2D {
  const knots: Knot[] = [];
  for (let i = 0; i < points * 2; i++) {
    const r = i % 2 === 0 ? radius : radius * inner;
    const a = turn + (i * Math.PI) / points;
    knots.push([Math.sin(a) * r, -Math.cos(a) * r, true]);
  }
  return outline(knots);
}

const MOTIFS: readonly Motif[] = [
  // a sun over the sea
  (pen, second, third) => {
    pen.fill(ellipse(0, -1, 8, 8), second);
    for (let i = 0; i < 4; i++) {
      const y = 2 + i * 2.4;
      pen.line(
        outline(
          [
            [-10, y],
            [-5, y - 1],
            [0, y],
            [5, y + 1],
            [10, y],
          ],
          false,
        ),
        third,
        1.2,
      );
    }
  },
  // mountains
  (pen, second, third) => {
    pen.fill(ellipse(4, -5, 3.4, 3.4), third);
    pen.fill(polyline([-11, 8], [-3, -7], [2, 2], [5, -2], [11, 8]), second);
    pen.fill(polyline([-5.2, -2.8], [-3, -7], [-0.8, -3], [-2.4, -1.4], [-3.6, -2.8]), third);
  },
  (pen, second, third, random) => {
    pen.fill(star(random.pick([5, 6, 8, 12]), random.between(0.4, 0.7), 9, 0), second);
    pen.fill(ellipse(0, 0, 3, 3), third);
  },
  // rings
  (pen, second, third) => {
    for (const [r, style] of [
      [9, second],
      [6.2, third],
      [3.4, second],
    ] as const)
      pen.line(ellipse(0, 0, r, r), style, 1.5);
  },
  // a heart
  (pen, second) => {
    const heart = new Path2D(
      'M0 8 C-12 -1 -9 -9 -4 -8 C-1.5 -7.6 0 -5 0 -4 C0 -5 1.5 -7.6 4 -8 C9 -9 12 -1 0 8 Z',
    );
    pen.fill(heart, second);
  },
  // a bold bar across the chest with a disc in it
  (pen, second, third) => {
    pen.fill(polyline([-13, -4], [13, -4], [13, 4], [-13, 4]), second);
    pen.fill(ellipse(0, 0, 3, 3), third);
  },
  // a flower on a stem
  (pen, second, third) => {
    pen.line(outline(knots('0 0, 0.8 5, 0 11'), false), css({ l: 0.5, c: 0.09, h: 145 }), 1.1);
    for (let i = 0; i < 7; i++) {
      const a = (i * 2 * Math.PI) / 7;
      pen.fill(ellipse(Math.cos(a) * 4.4, -2 + Math.sin(a) * 4.4, 3.2, 1.9, a), second);
    }
    pen.fill(ellipse(0, -2, 2.4, 2.4), third);
  },
  // a quarter of arches
  (pen, second, third) => {
    for (const [r, style] of [
      [10, second],
      [7, third],
      [4, second],
    ] as const) {
      const arch = new Path2D();
      arch.arc(0, 6, r, Math.PI, 0);
      pen.line(arch, style, 2);
    }
  },
];

export function motif(pen: Pen, figure: Figure, cloth: Cloth): void {
  const random = new Random(`motif ${cloth.seed}`);
  const { ctx } = pen;
  ctx.save();
  ctx.translate(...figure.at(0, 21));
  const size = (figure.isFlat ? 1.15 : 0.85) * cloth.size;
  ctx.scale(size, size);
  random.pick(MOTIFS)(pen, css(cloth.second), css(cloth.third), random);
  ctx.restore();
}
