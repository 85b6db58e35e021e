/** Draws the band around a top's neck, and the inside of its back. */
import type { Cloth } from '../cloth';
import { css, shade, tint } from '../colour';
import type { Figure } from '../figure';
import { type TopCut, opening } from './top-shape';
import { bodyLine, bright, dark, mirrored, part } from '../part';
import { type Knot, type Pen, outline, polyline } from '../pen';

/** Draws the inside of the back, seen through the neck of a top laid flat. */
export function inside(pen: Pen, figure: Figure, cut: TopCut, cloth: Cloth): void {
  const { half, depth } = opening(cut, figure.isFlat);
  const path = mirrored(figure, [
    [0, -0.6],
    [half, -0.4, true],
    [half, depth * 0.6],
    [0, depth + 2],
  ]);
  pen.fill(path, css(shade(cloth.base, 0.66)));
  pen.within(path, () => {
    pen.softLine(bodyLine(figure, [-half, 0], [0, 0.2], [half, 0]), dark(0.5), 1.5, 1.5);
  });
  const [x, y] = figure.at(0, 0.8);
  pen.fill(
    polyline([x - 1.6, y], [x + 1.6, y], [x + 1.6, y + 1.8], [x - 1.6, y + 1.8]),
    css(tint(cloth.base, 0.75)),
  );
}

export function neckBand(pen: Pen, figure: Figure, cut: TopCut, cloth: Cloth): void {
  const { half, depth } = opening(cut, figure.isFlat);
  const colour = shade(
    cloth.pattern === 'blocks' || cloth.pattern === 'breton' ? cloth.second : cloth.base,
    0.9,
  );
  if (cut.neck === 'roll') {
    const path = mirrored(figure, [
      [0, -7.5],
      [half * 0.95, -7.8, true],
      [half * 1.12, 1],
      [0, 3.4],
    ]);
    part(
      pen,
      path,
      { ...cloth, pattern: 'plain' },
      {
        origin: [0, 0],
        area: [-12, -12, 24, 20],
        across: [figure.at(-half, 0), figure.at(half, 0)],
        round: 0.9,
      },
    );
    return;
  }
  const wide = cut.kind === 'tank' ? 1.2 : 2;
  const line =
    cut.neck === 'v'
      ? outline(
          [[...figure.at(-half, 0.3)], [...figure.at(0, depth), true], [...figure.at(half, 0.3)]] as Knot[],
          false,
        )
      : bodyLine(
          figure,
          [-half, 0.3],
          [-half * 0.72, depth * 0.62],
          [0, depth],
          [half * 0.72, depth * 0.62],
          [half, 0.3],
        );
  pen.line(line, css(shade(colour, 0.55), 0.8), wide + 0.5);
  pen.line(line, css(colour), wide);
  pen.line(line, bright(0.12), wide * 0.35);
}
