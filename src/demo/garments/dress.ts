/** Draws a dress on a figure, worn or laid flat. */
import type { Cloth } from '../cloth';
import { css, shade } from '../colour';
import { Y, type Figure } from '../figure';
import { bodyLine, button, crease, dark, mirrored, part, seam } from '../part';
import { outline, tube, type Knot, type Pen, type Point, knots } from '../pen';
import { skirtFolds } from './lower';

/** Traits that vary from dress to dress. */
export interface DressCut {
  readonly kind: 'dress';
  readonly sleeves: 'none' | 'straps' | 'short';
  readonly neck: 'v' | 'round' | 'square';
  /** Height of the hem. */
  readonly hem: number;
  /** 0 straight, 1 wide. */
  readonly flare: number;
  readonly style: number;
}

function neckKnots({ neck, sleeves }: DressCut): Knot[] {
  const half = sleeves === 'straps' ? 11 : 9;
  if (neck === 'v')
    return [
      [0, 15, true],
      [half, sleeves === 'straps' ? 6 : 0.4, true],
    ];
  if (neck === 'square')
    return [
      [0, 11],
      [half, 11, true],
      [half, sleeves === 'straps' ? 6 : 0.4, true],
    ];
  return [
    [0, 8.5],
    [half * 0.7, 6],
    [half, sleeves === 'straps' ? 6 : 0.4, true],
  ];
}

function shortSleeve(pen: Pen, figure: Figure, cloth: Cloth, side: 0 | 1): void {
  const [shoulder, elbow] = figure.arms[side];
  const reach = 0.52;
  const end: Point = [
    shoulder[0] + (elbow[0] - shoulder[0]) * reach,
    shoulder[1] + (elbow[1] - shoulder[1]) * reach,
  ];
  const [ix] = figure.at(0, Y.armpit);
  const inner: Point = [shoulder[0] + Math.sign(ix - shoulder[0]) * 6.5, shoulder[1] + 2.4];
  const angle = Math.atan2(-(elbow[0] - shoulder[0]), elbow[1] - shoulder[1]);
  const n: Point = [Math.cos(angle) * 7, Math.sin(angle) * 7];
  part(
    pen,
    tube([inner, shoulder, end], [7, 12.2, 14]),
    cloth,
    {
      origin: shoulder,
      angle,
      area: [-13, -16, 26, 36],
      across: [
        [shoulder[0] - n[0], shoulder[1] - n[1]],
        [shoulder[0] + n[0], shoulder[1] + n[1]],
      ],
      round: 0.7,
    },
    () => {
      crease(pen, cloth, [inner, shoulder, end], 1, 0.8);
    },
  );
}

/** Draws the dress on a figure. */
export function drawDress(pen: Pen, figure: Figure, cut: DressCut, cloth: Cloth): void {
  const { build } = figure;
  const shoulder = figure.isFlat ? build.shoulder - 2 : build.shoulder;
  const waist = (figure.isFlat ? build.waist - 4.6 : build.waist) + 0.9;
  const chest = (figure.isFlat ? build.chest - 3 : build.chest) + 0.5;
  const flare = build.hip + 1.5 + (0.06 + cut.flare * 0.42) * (cut.hem - Y.hip);
  const neck = neckKnots(cut);
  const edge: Knot[] =
    cut.sleeves === 'short'
      ? [
          [shoulder - 1.8, Y.shoulder + 0.6],
          [shoulder + 0.2, Y.shoulder + 5.6],
          [chest + 0.6, Y.armpit + 1],
        ]
      : cut.sleeves === 'straps'
        ? [
            [12.6, 5.4, true],
            [chest - 0.6, Y.armpit, true],
          ]
        : [
            [shoulder - 3.4, Y.shoulder - 1, true],
            [shoulder - 4, 12],
            [chest, Y.armpit + 1.5, true],
          ];
  const path = mirrored(figure, [
    ...neck,
    ...edge,
    [waist, Y.waist - 1],
    [Math.max(build.hip * 0.98, waist), Y.hip - 2],
    [flare, cut.hem - 2, true],
    [flare * 0.55, cut.hem + 0.8],
    [0, cut.hem + 1.6],
  ]);
  if (cut.sleeves === 'straps') {
    for (const side of [-1, 1]) {
      const strap = bodyLine(
        figure,
        [side * 11.4, 7],
        [side * 10.4, figure.isFlat ? 0 : 4],
        [side * 8.6, figure.isFlat ? -5 : 1.6],
      );
      pen.line(strap, css(shade(cloth.base, 0.55)), 1.7);
      pen.line(strap, css(cloth.base), 1.2);
    }
  } else if (figure.isFlat) {
    const inside = mirrored(figure, knots('0 -0.2, 9 0!, 7.5 7, 0 12'));
    pen.fill(inside, css(shade(cloth.base, 0.66)));
  }
  if (cut.sleeves === 'short') for (const side of [0, 1] as const) shortSleeve(pen, figure, cloth, side);
  part(
    pen,
    path,
    cloth,
    {
      origin: figure.at(0, 0),
      area: [-64, -4, 128, cut.hem + 12],
      across: [figure.at(-Math.min(flare, 28), 60), figure.at(Math.min(flare, 28), 60)],
      round: figure.isFlat ? 0.5 : 0.85,
    },
    () => {
      skirtFolds(pen, figure, cloth, {
        from: Y.waist + 2,
        half: waist,
        hem: cut.hem,
        flare,
        pleats: cut.style % 4 === 0,
      });
      for (const side of [-1, 1]) {
        const p = (x: number, y: number) => figure.at(side * x, y);
        crease(pen, cloth, [p(chest, 20), p(chest - 5, 24), p(chest - 8, 23)], 1.1, 0.9);
        crease(pen, cloth, [p(chest - 6, 27), p(waist - 5, Y.waist - 1)], 0.8, 0.9);
      }
    },
  );
  waistOf(pen, figure, cut, cloth, waist, path);
  const line = outline(
    [...neck]
      .reverse()
      .map(([x, y, corner]) => [...figure.at(-x, y), corner ?? false] as Knot)
      .concat(neck.slice(1).map(([x, y, corner]) => [...figure.at(x, y), corner ?? false] as Knot)),
    false,
  );
  pen.line(line, css(shade(cloth.base, 0.6), 0.8), 0.7);
}

function waistOf(pen: Pen, figure: Figure, cut: DressCut, cloth: Cloth, waist: number, path: Path2D): void {
  pen.within(path, () => {
    if (cut.style % 3 === 1) {
      const belt = mirrored(figure, [
        [0, Y.waist - 2.6],
        [waist + 4, Y.waist - 3, true],
        [waist + 4, Y.waist + 1.2, true],
        [0, Y.waist + 1.8],
      ]);
      pen.softFill(belt, dark(0.5), 0.9);
      pen.fill(belt, css(shade(cloth.pattern === 'plain' ? cloth.base : cloth.second, 0.8)));
    } else {
      seam(
        pen,
        bodyLine(figure, [-waist - 3, Y.waist - 1], [0, Y.waist + 0.2], [waist + 3, Y.waist - 1]),
        cloth,
      );
    }
    const hem = cut.hem - 3.4;
    seam(pen, bodyLine(figure, [-60, hem - 2], [0, hem + 2], [60, hem - 2]), cloth);
  });
  if (cut.style % 5 === 2 && cut.neck !== 'square') {
    for (let y = cut.neck === 'v' ? 18 : 12; y < cut.hem - 20; y += 7)
      button(pen, figure.at(0, y), 0.7, '#f2ede2');
  }
}
