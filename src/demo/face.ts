/** Draws a person's head, turned and tilted. */
import { posed } from './body';
import { css, shade, tint } from './colour';
import { beard, features, glasses } from './features';
import type { Figure } from './figure';
import { frontHair } from './hair';
import type { Looks } from './looks';
import { type Knot, type Pen, ellipse, outline } from './pen';

function headPath({ jaw, length }: Looks): Path2D {
  const l = (y: number) => -16 + (y + 16) * length;
  const half: Knot[] = [
    [0, l(-27.6)],
    [5.4, l(-26)],
    [7.9, l(-20)],
    [7.7, l(-14)],
    [6.5 * jaw, l(-8.6)],
    [3.2 * jaw, l(-5.2)],
    [0, l(-4.4)],
  ];
  return outline([
    ...half,
    ...half
      .slice(1, -1)
      .reverse()
      .map(([x, y]) => [-x, y] as Knot),
  ]);
}

/** Draws head, face and the hair before them; `covered` leaves the top of the head to a hat. */
export function drawHead(pen: Pen, figure: Figure, looks: Looks): void {
  const { skin } = looks;
  posed(pen, figure, looks, () => {
    if (looks.style !== 'headscarf') {
      for (const side of [-1, 1]) {
        const ear = ellipse(side * 8, -14.6, 1.4, 2.4, -side * 0.15);
        pen.fill(ear, css(shade(skin, 0.93)));
        pen.line(ear, css(shade(skin, 0.6), 0.5), 0.25);
      }
    }
    const head = headPath(looks);
    pen.fill(head, css(skin));
    pen.within(head, () => {
      const far = looks.turn > 0 ? -1 : 1;
      pen.softFill(
        outline([
          [far * 9, -28],
          [far * 9, -4],
          [far * 5.4, -6],
          [far * 6.2, -16],
          [far * 5.6, -26],
        ]),
        css(shade(skin, 0.6), 0.42),
        2,
      );
      pen.softFill(ellipse(-far * 2.4, -20, 3.4, 3), css(tint(skin, 0.5), 0.5), 2.2);
      pen.softLine(head, css(shade(skin, 0.55), 0.4), 0.9, 1.1);
    });
    beard(pen, looks);
    features(pen, looks);
    if (looks.glasses) glasses(pen, looks);
    frontHair(pen, looks);
  });
}
