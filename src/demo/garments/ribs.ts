/** Draws the ribs of a knitted band. */
import type { Cloth } from '../cloth';
import { css, shade } from '../colour';
import type { Figure } from '../figure';
import { type TopCut, bodyPath } from './top-shape';
import { bodyLine, dark } from '../part';
import { type Pen, type Point, polyline } from '../pen';

/** Colour of ribbed bands; they contrast on a colour-block hoodie. */
export function trim({ kind }: TopCut, cloth: Cloth) {
  return kind === 'hoodie' && cloth.pattern === 'blocks' ? cloth.third : cloth.base;
}

export function ribs(
  pen: Pen,
  path: Path2D,
  [ax, ay]: Point,
  [bx, by]: Point,
  width: number,
  colour: Cloth['base'],
): void {
  pen.within(path, () => {
    const length = Math.hypot(bx - ax, by - ay);
    const [nx, ny] = [-(by - ay) / length, (bx - ax) / length];
    for (let o = -width / 2; o <= width / 2; o += 0.95) {
      pen.line(
        polyline([ax + nx * o, ay + ny * o], [bx + nx * o, by + ny * o]),
        css(shade(colour, 0.62), 0.5),
        0.3,
      );
    }
  });
}

export function hemRibs(pen: Pen, figure: Figure, cut: TopCut, cloth: Cloth, band: Path2D): void {
  pen.within(bodyPath(figure, cut), () => {
    pen.fill(band, css(shade(trim(cut, cloth), 0.93)));
    for (let x = -34; x < 34; x += 0.95) {
      pen.line(
        bodyLine(figure, [x, cut.hem - 5], [x, cut.hem]),
        css(shade(trim(cut, cloth), 0.62), 0.5),
        0.3,
      );
    }
    pen.softLine(bodyLine(figure, [-34, cut.hem - 5.2], [34, cut.hem - 5.2]), dark(0.45), 0.8, 0.8);
    pen.softLine(bodyPath(figure, cut), dark(0.4), 1.4, 1.4);
  });
}
