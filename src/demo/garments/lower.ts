/** Draws trousers, shorts or a skirt on a figure, worn or laid flat. */
import type { Cloth } from '../cloth';
import { css, shade } from '../colour';
import { Y, type Figure } from '../figure';
import { bodyLine, button, crease, dark, mirrored, part, seam } from '../part';
import { outline, polyline, type Knot, type Pen, type Point } from '../pen';

/** Traits that vary from garment to garment. */
export interface LowerCut {
  readonly kind: 'trousers' | 'jeans' | 'shorts' | 'skirt';
  /** End of a leg or of the skirt, as a share of the leg: 0 the crotch, 1 the ankle. */
  readonly length: number;
  /** Half width of a leg's end, or how far a skirt flares, 0..1. */
  readonly width: number;
  readonly style: number;
}

const TOP = 40;

function mix(a: Point, b: Point, t: number): Point {
  return [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t];
}

/** Finds the middle of a leg at a share of its length: 0 is the crotch, 1 the ankle. */
function legAt([hip, knee, ankle]: readonly [Point, Point, Point], share: number): Point {
  const crotch = mix(hip, knee, 0.22);
  return share < 0.5 ? mix(crotch, knee, share * 2) : mix(knee, ankle, share * 2 - 1);
}

function waistband(pen: Pen, figure: Figure, cloth: Cloth, half: number): void {
  const path = mirrored(figure, [
    [0, TOP + 0.6],
    [half, TOP, true],
    [half + 0.5, TOP + 4.6, true],
    [0, TOP + 5.2],
  ]);
  part(pen, path, cloth, {
    origin: figure.at(0, TOP),
    area: [-30, -4, 60, 14],
    across: [figure.at(-half, 0), figure.at(half, 0)],
    round: figure.isFlat ? 0.4 : 0.8,
  });
  pen.softLine(bodyLine(figure, [-half, TOP + 5], [0, TOP + 5.6], [half, TOP + 5]), dark(0.4), 0.7, 0.6);
}

function legs(pen: Pen, figure: Figure, cut: LowerCut, cloth: Cloth): void {
  const { hip, waist } = figure.build;
  const half = Math.min(waist + 0.6, hip - 1.4);
  const loose = cut.kind === 'shorts' ? 1.6 : 0.8;
  const order = figure.isFlat || cut.style % 2 === 0 ? ([0, 1] as const) : ([1, 0] as const);
  for (const i of order) {
    const side = i === 0 ? -1 : 1;
    const joints = figure.legs[i];
    const end = legAt(joints, cut.length);
    const knee = legAt(joints, Math.min(cut.length, 0.5));
    const thigh = 9.4 + loose;
    const kneeHalf = cut.length <= 0.5 ? thigh * 0.98 : thigh * 0.72 + cut.width * 2;
    const endHalf = cut.length <= 0.5 ? thigh * 0.98 + cut.width * 2 : 4.6 + cut.width * 5.4;
    const out = (p: Point, w: number): Point => [p[0] + side * w, p[1]];
    const crotch = figure.at(side * 0.2, Y.crotch);
    const knots: Knot[] = [
      [...figure.at(-side * 1.2, TOP), true],
      [...figure.at(side * half, TOP), true],
      [...figure.at(side * (hip + loose), Y.hip)],
      ...(cut.length > 0.5 ? ([[...out(knee, kneeHalf)]] as Knot[]) : []),
      [...out(end, endHalf), true],
      [...out(end, -endHalf * 0.92), true],
      ...(cut.length > 0.5 ? ([[...out(knee, -kneeHalf * 0.82)]] as Knot[]) : []),
      [crotch[0], crotch[1] + 3],
      [...figure.at(-side * 1.2, Y.crotch - 2), true],
    ];
    const angle = Math.atan2(-(joints[2][0] - joints[0][0]), joints[2][1] - joints[0][1]);
    part(
      pen,
      outline(knots),
      cloth,
      {
        origin: figure.at(side * 8, TOP),
        angle,
        area: [-30, -8, 60, 122],
        across: [out(knee, -13 * side * side), out(knee, 13)].map(
          ([x, y], n) => [n === 0 ? Math.min(knee[0] - 12, x) : Math.max(knee[0] + 12, x), y] as Point,
        ) as [Point, Point],
        round: figure.isFlat ? 0.5 : 0.9,
      },
      () => {
        const p = (x: number, y: number) => figure.at(side * x, y);
        crease(pen, cloth, [p(0, Y.crotch - 1), p(5, Y.crotch - 4), p(11, Y.crotch - 3)], 1.2, 1);
        crease(pen, cloth, [p(1, Y.crotch + 4), p(6, Y.crotch + 3), p(11, Y.crotch + 7)], 1.1, 0.8);
        if (cut.length > 0.5) {
          for (const dy of [-5, 1, 7])
            crease(
              pen,
              cloth,
              [
                [knee[0] - 5 * side, knee[1] + dy],
                [knee[0], knee[1] + dy + 1.5],
                [knee[0] + 5 * side, knee[1] + dy - 1.5],
              ],
              1,
              0.7,
            );
          if (!figure.isFlat)
            for (const dy of [-4, -9])
              crease(
                pen,
                cloth,
                [
                  [end[0] - 4, end[1] + dy],
                  [end[0], end[1] + dy + 1.6],
                  [end[0] + 4, end[1] + dy],
                ],
                0.9,
                0.9,
              );
        }
        if (cut.kind === 'trousers' && cut.style % 2 === 0) {
          crease(pen, cloth, [p(8, TOP + 7), knee, end], 0.8, 1.25);
        }
        if (cut.kind === 'jeans') {
          pen.softLine(
            outline([[...p(7.5, Y.crotch + 2)], [...knee], [...mix(knee, end, 0.4)]] as Knot[], false),
            'rgba(255,255,255,0.2)',
            5,
            4,
          );
          seam(
            pen,
            outline(
              [
                [...out(end, endHalf - 1.2)],
                [...out(knee, kneeHalf - 1.2)],
                [...p(hip + loose - 1.4, Y.hip + 2)],
              ] as Knot[],
              false,
            ),
            cloth,
          );
        }
      },
    );
    const hem = polyline(
      out(mix(end, knee, 2.6 / Math.max(20, Math.hypot(end[0] - knee[0], end[1] - knee[1]) || 20)), -endHalf),
      out(mix(end, knee, 0.06), endHalf),
    );
    pen.within(outline(knots), () => {
      if (cut.kind === 'jeans') pen.stitches(hem, 'rgba(214,150,80,0.9)', 0.35);
      else seam(pen, hem, cloth);
    });
  }
  pen.softLine(bodyLine(figure, [0, TOP + 5], [0.6, Y.hip], [0, Y.crotch]), dark(0.4), 0.7, 0.7);
  waistband(
    pen,
    figure,
    cut.kind === 'jeans' ? { ...cloth, base: { ...cloth.base, l: cloth.base.l * 0.96 } } : cloth,
    half,
  );
  fastenings(pen, figure, cut, cloth, half);
}

function fastenings(pen: Pen, figure: Figure, cut: LowerCut, cloth: Cloth, half: number): void {
  const thread = 'rgba(219,155,84,0.95)';
  const jeans = cut.kind === 'jeans';
  button(pen, figure.at(0, TOP + 2.6), jeans ? 1.2 : 0.95, jeans ? '#c09a63' : css(shade(cloth.base, 0.6)));
  const fly = bodyLine(figure, [3, TOP + 5.4], [3.2, Y.hip], [0.4, Y.crotch - 4]);
  if (jeans) pen.stitches(fly, thread, 0.4);
  else seam(pen, fly, cloth);
  for (const side of [-1, 1]) {
    const p = (x: number, y: number) => figure.at(side * x, y);
    const pocket = jeans
      ? outline(
          [[...p(half - 9, TOP + 5.6)], [...p(half - 7, TOP + 10)], [...p(half + 1.6, TOP + 12)]] as Knot[],
          false,
        )
      : polyline(p(half - 4.5, TOP + 5.4), p(half + 1.6, TOP + 17));
    pen.softLine(pocket, dark(0.45), 0.8, 0.6);
    if (jeans) pen.stitches(pocket, thread, 0.4);
    else pen.line(pocket, css(shade(cloth.base, 0.55), 0.8), 0.35);
    const loop = polyline(p(half - 5.4, TOP - 0.4), p(half - 5.4, TOP + 5.6));
    pen.line(loop, css(shade(cloth.base, 0.62)), 1.7);
    pen.line(loop, css(cloth.base), 1.1);
  }
  if (cut.kind === 'shorts' && cut.style % 3 === 0) {
    for (const side of [-1, 1]) {
      const cord = bodyLine(figure, [side * 0.8, TOP + 3], [side * 2.4, TOP + 9], [side * 1.6, TOP + 14]);
      pen.softLine(cord, dark(0.4), 0.7, 0.5);
      pen.line(cord, '#f0ece2', 0.75);
    }
  }
}

function skirt(pen: Pen, figure: Figure, cut: LowerCut, cloth: Cloth): void {
  const { hip, waist } = figure.build;
  const half = Math.min(waist + 0.4, hip - 2.4);
  const hem = Y.crotch + cut.length * (Y.ankle - Y.crotch);
  const flare = hip + 1 + (cut.width * 0.34 + 0.02) * (hem - Y.hip);
  const path = mirrored(figure, [
    [0, TOP + 1],
    [half, TOP, true],
    [hip + 0.6, Y.hip],
    [flare, hem - 2.4, true],
    [flare * 0.5, hem + 0.6],
    [0, hem + 1.4],
  ]);
  part(
    pen,
    path,
    cloth,
    {
      origin: figure.at(0, TOP),
      area: [-60, -4, 120, hem - TOP + 12],
      across: [figure.at(-flare, hem), figure.at(flare, hem)],
      round: figure.isFlat ? 0.5 : 0.85,
    },
    () => {
      skirtFolds(pen, figure, cloth, {
        from: TOP + 5,
        half,
        hem,
        flare,
        pleats: cut.style % 3 === 0 && cut.width > 0.3,
      });
    },
  );
  pen.within(path, () => {
    seam(pen, bodyLine(figure, [-flare, hem - 4.6], [0, hem - 1.8], [flare, hem - 4.6]), cloth);
  });
  waistband(pen, figure, cloth, half);
}

export interface Fall {
  readonly from: number;
  readonly half: number;
  readonly hem: number;
  readonly flare: number;
  readonly pleats: boolean;
}

/** Draws the folds of a skirt, which widen towards the hem. */
export function skirtFolds(
  pen: Pen,
  figure: Figure,
  cloth: Cloth,
  { from, half, hem, flare, pleats }: Fall,
): void {
  const n = pleats ? 11 : 6;
  for (let i = 1; i < n; i++) {
    const share = (i / n) * 2 - 1;
    const bow = pleats ? 0 : 1.6 * Math.sin(i * 2.4);
    const start = pleats ? from : from + 5 + 6 * Math.abs(Math.sin(i * 1.7));
    crease(
      pen,
      cloth,
      [
        figure.at(share * half, start),
        figure.at(share * (half * 0.5 + flare * 0.5) + bow, (start + hem) / 2),
        figure.at(share * flare, hem + 1),
      ],
      pleats ? 0.9 : 1.7,
      pleats ? 1.5 : 1.05,
    );
  }
}

/** Draws trousers, jeans, shorts or a skirt on a figure. */
export function drawLower(pen: Pen, figure: Figure, cut: LowerCut, cloth: Cloth): void {
  if (cut.kind === 'skirt') skirt(pen, figure, cut, cloth);
  else legs(pen, figure, cut, cloth);
}
