/** Draws a person in an outfit. */
import { css, shade, tint, type Colour } from './colour';
import { drawLimb, drawNeck } from './body';
import { drawHead } from './face';
import { drawBackHair } from './hair';
import type { Looks } from './looks';
import type { Figure, Joints } from './figure';
import { bright, dark } from './part';
import { ellipse, outline, polyline, type Pen, type Point } from './pen';

/** The clothes, drawn in the order of dressing. */
export interface Outfit {
  /** Draws the garment over the legs: before the top, or after it if `tucked`. */
  readonly lower?: (() => void) | undefined;
  readonly upper?: (() => void) | undefined;
  readonly tucked: boolean;
  /** Whether bare shoulders show beneath the top. */
  readonly shoulders: boolean;
  readonly shoes: Colour;
}

function hand(pen: Pen, [, elbow, wrist]: Joints, side: number, skin: Colour): void {
  const length = Math.hypot(wrist[0] - elbow[0], wrist[1] - elbow[1]);
  const u: Point = [(wrist[0] - elbow[0]) / length, (wrist[1] - elbow[1]) / length];
  const n: Point = [-u[1], u[0]];
  const at = (along: number, across: number): Point => [
    wrist[0] + u[0] * along + n[0] * across,
    wrist[1] + u[1] * along + n[1] * across,
  ];
  drawLimb(pen, [at(-1, 0), at(3, 0), at(8.4, side * 0.6)], [4.2, 5.6, 3.4], skin);
  drawLimb(pen, [at(1, side * 1.4), at(3.4, side * 3), at(6, side * 3)], [2, 2, 1.5], skin);
  for (const across of [-0.8, 0.5])
    pen.line(polyline(at(5, across), at(8.6, across + side * 0.5)), css(shade(skin, 0.6), 0.5), 0.2);
}

function foot(pen: Pen, [, knee, ankle]: Joints, side: number, shoe: Colour): void {
  const [x, y] = ankle;
  const out = side * 2.2 + (x - knee[0]) * 0.06;
  pen.softFill(ellipse(x + out, y + 9, 8, 1.6), dark(0.4), 1.6);
  const path = outline([
    [x - 3.6, y - 1, true],
    [x + 3.6, y - 1, true],
    [x + out + 4.8, y + 5],
    [x + out + 4.6, y + 8.6],
    [x + out - 4.6, y + 8.6],
    [x + out - 4.8, y + 5],
  ]);
  pen.fill(path, css(shoe));
  pen.within(path, () => {
    pen.softLine(path, dark(0.45), 1, 1);
    pen.softFill(ellipse(x + out - 1, y + 4.6, 1.6, 1.2), bright(0.4), 1);
  });
  const sole = outline([
    [x + out - 4.9, y + 7.4],
    [x + out, y + 8.2],
    [x + out + 4.9, y + 7.4],
    [x + out + 4.6, y + 9.2],
    [x + out - 4.6, y + 9.2],
  ]);
  pen.fill(sole, css(shoe.l > 0.6 ? tint(shoe, 0.7) : { l: 0.88, c: 0.01, h: 90 }));
  pen.line(sole, dark(0.3), 0.2);
}

/** Draws the person, back to front. */
export function drawPerson(pen: Pen, figure: Figure, looks: Looks, outfit: Outfit): void {
  const { skin } = looks;
  drawBackHair(pen, figure, looks);
  figure.legs.forEach((leg, i) => {
    const side = i === 0 ? -1 : 1;
    foot(pen, leg, side, outfit.shoes);
    drawLimb(pen, leg, [17, 10.4, 6.4], skin);
    foot(pen, leg, side, outfit.shoes);
  });
  if (!outfit.tucked) outfit.lower?.();
  figure.arms.forEach((arm, i) => {
    const [[x, y], elbow, wrist] = arm;
    drawLimb(pen, [[x * 0.6, y + 0.4], [x, y], elbow, wrist], [5, 9, 7, 5], skin);
    hand(pen, arm, i === 0 ? 1 : -1, skin);
  });
  drawNeck(pen, figure, looks, outfit.shoulders);
  outfit.upper?.();
  if (outfit.tucked) outfit.lower?.();
  drawHead(pen, figure, looks);
}
