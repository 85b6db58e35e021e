/** Draws a hoodie's hood, cords, pocket and hem. */
import type { Cloth } from '../cloth';
import { css, shade, tint } from '../colour';
import type { Figure } from '../figure';
import { hemRibs } from './ribs';
import type { TopCut } from './top-shape';
import { bodyLine, dark, mirrored, part } from '../part';
import { type Pen, knots, polyline } from '../pen';

export function hoodieFront(pen: Pen, figure: Figure, cut: TopCut, cloth: Cloth): void {
  const pocket = mirrored(figure, knots('0 36, 8.5 36!, 14.5 45.5!, 14.5 52!, 0 52'));
  pen.softFill(pocket, dark(0.3), 0.9);
  part(pen, pocket, cloth.pattern === 'blocks' ? { ...cloth, base: cloth.third, pattern: 'plain' } : cloth, {
    origin: figure.at(0, 0),
    area: [-18, 30, 36, 26],
    across: [figure.at(-15, 45), figure.at(15, 45)],
    round: 0.35,
  });
  for (const side of [-1, 1]) {
    pen.softLine(bodyLine(figure, [side * 8.5, 36], [side * 14.5, 45.5]), dark(0.6), 1, 0.8);
    const cord = bodyLine(figure, [side * 3.4, 5.5], [side * 4.2, 12], [side * 3.8, 18 + side]);
    pen.softLine(cord, dark(0.4), 0.8, 0.6);
    pen.line(cord, css(tint(cloth.base, cloth.base.l > 0.8 ? 0 : 0.75)), 0.75);
    const [x, y] = figure.at(side * 3.8, 18 + side);
    pen.line(polyline([x, y], [x, y + 1.6]), '#9a9a96', 0.95);
  }
  const hem = mirrored(figure, [
    [0, cut.hem - 5.2],
    [40, cut.hem - 5.2, true],
    [40, cut.hem + 1, true],
    [0, cut.hem + 1],
  ]);
  hemRibs(pen, figure, cut, cloth, hem);
}

/** Draws the hood behind the neck; call it before the neck is drawn. */
export function hood(pen: Pen, figure: Figure, cloth: Cloth): void {
  const up = figure.isFlat ? -15 : -9;
  const outer = mirrored(figure, [
    [0, up],
    [9.5, up + 2.5],
    [14, -2],
    [11.6, 6],
    [0, 9],
  ]);
  part(pen, outer, cloth.pattern === 'blocks' ? { ...cloth, pattern: 'plain' } : cloth, {
    origin: figure.at(0, 0),
    area: [-18, -20, 36, 34],
    across: [figure.at(-14, 0), figure.at(14, 0)],
    round: 0.9,
  });
  const inner = mirrored(figure, [
    [0, up + 4.5],
    [6.4, up + 6],
    [8.4, 0],
    [5, 5],
    [0, 7],
  ]);
  pen.fill(inner, css(shade(cloth.base, 0.55)));
  pen.within(inner, () => {
    pen.softLine(inner, dark(0.6), 2, 2);
  });
}
