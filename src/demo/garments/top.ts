/** Draws a top on a figure, worn or laid flat. */
import type { Cloth } from '../cloth';
import { css, shade } from '../colour';
import { type Figure, Y } from '../figure';
import { hood, hoodieFront } from './hoodie';
import { motif } from './motif';
import { inside, neckBand } from './neck';
import { hemRibs } from './ribs';
import { frontOpening } from './shirt-front';
import { sleeve } from './sleeve';
import { type TopCut, bodyPath } from './top-shape';
import { bodyLine, crease, dark, mirrored, part } from '../part';
import type { Pen } from '../pen';

function cables(pen: Pen, figure: Figure, cut: TopCut, cloth: Cloth): void {
  for (const x of cut.style % 2 === 0 ? [-11, 0, 11] : [-6, 6]) {
    for (let y = 9; y < cut.hem - 8; y += 5.2) {
      for (const side of [-1, 1]) {
        crease(
          pen,
          cloth,
          [figure.at(x - side * 2, y), figure.at(x, y + 2.6), figure.at(x + side * 2, y + 5.2)],
          0.75,
          1.25,
        );
      }
    }
    for (const side of [-3.2, 3.2])
      pen.softLine(bodyLine(figure, [x + side, 8], [x + side, cut.hem - 6]), dark(0.3), 0.5, 0.4);
  }
}

function folds(pen: Pen, figure: Figure, cut: TopCut, cloth: Cloth): void {
  const { chest, waist } = figure.build;
  const depth = figure.isFlat ? 0.75 : 1.1;
  for (const side of [-1, 1]) {
    const p = (x: number, y: number) => figure.at(side * x, y);
    crease(pen, cloth, [p(chest + 1, 21), p(chest - 5, 25), p(chest - 10, 26)], 1.2, depth);
    crease(pen, cloth, [p(chest, 23), p(chest - 4, 31), p(chest - 5, 40)], 1.3, depth * 0.8);
    crease(
      pen,
      cloth,
      [p(waist + 3, Y.waist + 3), p(waist - 4, Y.waist + 5), p(waist - 9, Y.waist + 4)],
      1.1,
      depth * 0.8,
    );
    crease(
      pen,
      cloth,
      [p(waist + 2, Y.waist + 9), p(waist - 6, Y.waist + 12), p(waist - 10, cut.hem - 3)],
      1.4,
      depth * 0.7,
    );
  }
  if (cut.hem > Y.crotch) {
    for (const x of [-13, -6, 8, 15])
      crease(pen, cloth, [figure.at(x, Y.hip), figure.at(x * 1.12, cut.hem - 2)], 1.8, depth);
  }
}

/** Draws the top on a figure. A body's arms are drawn before it, its head after it. */
export function drawTop(pen: Pen, figure: Figure, cut: TopCut, cloth: Cloth): void {
  if (figure.isFlat) inside(pen, figure, cut, cloth);
  if (cut.kind === 'hoodie') hood(pen, figure, cloth);
  for (const side of [0, 1] as const) sleeve(pen, figure, cut, cloth, side);
  const { chest, hip } = figure.build;
  const path = bodyPath(figure, cut);
  const wide = Math.max(chest, hip) + 8;
  pen.softLine(path, dark(figure.isFlat ? 0.22 : 0.3), 1, 1);
  part(
    pen,
    path,
    cloth,
    {
      origin: figure.at(0, 0),
      area: [-wide, -4, 2 * wide, cut.hem + 8],
      across: [figure.at(-wide + 4, 30), figure.at(wide - 4, 30)],
      round: figure.isFlat ? 0.42 : 0.85,
    },
    () => {
      folds(pen, figure, cut, cloth);
      if (cut.kind === 'sweater') cables(pen, figure, cut, cloth);
      if (cloth.pattern === 'print') motif(pen, figure, cloth);
    },
  );
  if (cut.kind === 'shirt' || cut.kind === 'jacket' || cut.kind === 'coat')
    frontOpening(pen, figure, cut, cloth);
  else if (cut.kind === 'hoodie') hoodieFront(pen, figure, cut, cloth);
  else neckBand(pen, figure, cut, cloth);
  if (cut.kind === 'sweater') {
    hemRibs(
      pen,
      figure,
      cut,
      cloth,
      mirrored(figure, [
        [0, cut.hem - 5.2],
        [40, cut.hem - 5.2, true],
        [40, cut.hem + 1, true],
        [0, cut.hem + 1],
      ]),
    );
  } else if (cut.kind === 't-shirt' || cut.kind === 'long-sleeve' || cut.kind === 'tank') {
    pen.within(path, () => {
      pen.stitches(
        bodyLine(figure, [-34, cut.hem - 2.4], [34, cut.hem - 2.4]),
        css(shade(cloth.base, 0.6), 0.6),
      );
    });
  }
  if (cut.kind !== 'tank') {
    // the seam of the sleeve
    for (const side of [-1, 1]) {
      const { shoulder } = figure.build;
      pen.softLine(
        bodyLine(
          figure,
          [side * (shoulder - 1.4), Y.shoulder + 1],
          [side * (shoulder - 2), 11],
          [side * (chest + 0.6), Y.armpit],
        ),
        dark(0.3),
        0.5,
        0.6,
      );
    }
  }
}
