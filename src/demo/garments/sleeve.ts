/** Draws a top's sleeve along an arm, to the cuff. */
import type { Cloth } from '../cloth';
import { css, shade } from '../colour';
import { type Figure, Y } from '../figure';
import { ribs, trim } from './ribs';
import { type TopCut, isHeavy } from './top-shape';
import { crease, dark, part } from '../part';
import { type Pen, type Point, tube } from '../pen';

const SLEEVES: Record<TopCut['kind'], number> = {
  tank: 0,
  't-shirt': 0.36,
  'long-sleeve': 1,
  shirt: 1,
  hoodie: 1,
  sweater: 1,
  jacket: 1,
  coat: 1,
};

export function sleeve(pen: Pen, figure: Figure, cut: TopCut, cloth: Cloth, side: 0 | 1): void {
  const reach = SLEEVES[cut.kind];
  if (reach === 0) return;
  const [shoulder, elbow, wrist] = figure.arms[side];
  const bulk = (figure.isFlat ? 1.12 : 0.98) * (1 + 0.1 * cut.ease) * (isHeavy(cut) ? 1.16 : 1);
  const short = reach < 1;
  const toward = (a: Point, b: Point, t: number): Point => [
    a[0] + (b[0] - a[0]) * t,
    a[1] + (b[1] - a[1]) * t,
  ];
  const [ix] = figure.at(0, Y.armpit);
  const inner: Point = [
    shoulder[0] + Math.sign(ix - shoulder[0]) * 6.5,
    shoulder[1] + (isHeavy(cut) ? 3.8 : 2.6),
  ];
  const end = short ? toward(shoulder, elbow, reach * 1.75) : toward(elbow, wrist, 0.97);
  const points: Point[] = short ? [inner, shoulder, end] : [inner, shoulder, elbow, end];
  const widths = short ? [7 * bulk, 12.6 * bulk, 14 * bulk] : [7 * bulk, 12.4 * bulk, 11 * bulk, 8 * bulk];
  const path = tube(points, widths);
  const angle = Math.atan2(-(elbow[0] - shoulder[0]), elbow[1] - shoulder[1]);
  const nx = Math.cos(angle) * 7;
  const ny = Math.sin(angle) * 7;
  part(
    pen,
    path,
    cloth,
    {
      origin: shoulder,
      angle,
      area: short ? [-14, -16, 28, 46] : [-44, -16, 88, 84],
      across: [
        [shoulder[0] - nx, shoulder[1] - ny],
        [shoulder[0] + nx, shoulder[1] + ny],
      ],
      round: figure.isFlat ? 0.5 : 0.8,
    },
    () => {
      if (short) return;
      const bend = side === 0 ? -1 : 1;
      for (const t of [-0.12, 0.02, 0.16]) {
        const c = toward(elbow, t < 0 ? shoulder : wrist, Math.abs(t) * 1.6);
        crease(
          pen,
          cloth,
          [
            [c[0] - 4 * bend, c[1] + 1.5],
            [c[0], c[1] - 0.6],
            [c[0] + 3 * bend, c[1] - 2.5],
          ],
          0.9,
          0.8,
        );
      }
    },
  );
  cuff(pen, cut, cloth, points, widths.at(-1)!);
}

function cuff(pen: Pen, cut: TopCut, cloth: Cloth, points: readonly Point[], width: number): void {
  const [bx, by] = points.at(-1)!;
  const [ax, ay] = points.at(-2)!;
  const length = Math.hypot(bx - ax, by - ay);
  const [ux, uy] = [(bx - ax) / length, (by - ay) / length];
  const band = cut.kind === 't-shirt' || cut.kind === 'long-sleeve' || cut.kind === 'coat' ? 1.8 : 5;
  const start: Point = [bx - ux * band, by - uy * band];
  const ribbed = cut.kind === 'hoodie' || cut.kind === 'sweater';
  if (ribbed || cut.kind === 'shirt' || cut.kind === 'jacket') {
    const narrow = ribbed ? 0.82 : 1.02;
    const path = tube([start, [bx + ux * 1.2, by + uy * 1.2]], [width * (ribbed ? 1 : 1.05), width * narrow]);
    pen.fill(path, css(ribbed ? shade(trim(cut, cloth), 0.94) : cloth.base));
    if (ribbed) ribs(pen, path, start, [bx + ux * 1.2, by + uy * 1.2], width, trim(cut, cloth));
    pen.within(path, () => {
      pen.softLine(path, dark(0.4), 1, 0.8);
    });
    pen.line(path, css(shade(cloth.base, 0.5), 0.6), 0.3);
  } else {
    const across = tube([start, [start[0] + ux * 0.1, start[1] + uy * 0.1]], [width, width]);
    pen.line(across, css(shade(cloth.base, 0.55), 0.5), 0.2);
  }
}
