/** Paints a surface of a colour, lit from above. */
import { type Colour, css } from './colour';
import { bright, dark } from './part';
import type { Pen } from './pen';
import type { Random } from './random';

/** Side of the square that all settings are painted in, in units. */
export const SIDE = 100;

export type Paint = (pen: Pen, random: Random) => void;

export function wash(pen: Pen, colour: Colour): void {
  const { ctx } = pen;
  ctx.fillStyle = css(colour);
  ctx.fillRect(0, 0, SIDE, SIDE);
}

/** Adds light from above left that falls off to the corners. */
export function light(pen: Pen, strength: number): void {
  const { ctx } = pen;
  const gradient = ctx.createRadialGradient(36, 26, 8, 46, 44, 78);
  gradient.addColorStop(0, bright(0.34 * strength));
  gradient.addColorStop(0.55, bright(0));
  gradient.addColorStop(1, dark(0.26 * strength));
  ctx.fillStyle = gradient;
  ctx.fillRect(0, 0, SIDE, SIDE);
}
