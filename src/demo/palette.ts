/** Lists the dyes of the assortment by name. */
import type { Colour } from './colour';

/** A colour with the name that product names use. */
export interface Dye extends Colour {
  readonly name: string;
}

function dye(name: string, l: number, c: number, h: number): Dye {
  return { name, l, c, h };
}

export const WHITE = dye('White', 0.965, 0.004, 95);
export const BLACK = dye('Black', 0.24, 0.008, 270);
const ECRU = dye('Ecru', 0.92, 0.03, 88);
const GREY = dye('Grey', 0.72, 0.006, 260);
const CHARCOAL = dye('Charcoal', 0.39, 0.01, 260);
const NAVY = dye('Navy', 0.33, 0.075, 265);
export const TAN = dye('Tan', 0.68, 0.075, 68);
export const BROWN = dye('Chocolate', 0.39, 0.05, 50);

/** Dyes far enough apart to be distinguished in a small picture. */
export const DYES: readonly Dye[] = [
  WHITE,
  BLACK,
  ECRU,
  GREY,
  CHARCOAL,
  NAVY,
  TAN,
  BROWN,
  dye('Scarlet', 0.56, 0.2, 27),
  dye('Burgundy', 0.38, 0.11, 15),
  dye('Rust', 0.56, 0.135, 45),
  dye('Apricot', 0.8, 0.1, 62),
  dye('Mustard', 0.75, 0.135, 83),
  dye('Lemon', 0.91, 0.115, 103),
  dye('Olive', 0.5, 0.07, 115),
  dye('Sage', 0.76, 0.045, 140),
  dye('Bottle green', 0.38, 0.07, 158),
  dye('Emerald', 0.58, 0.125, 160),
  dye('Teal', 0.52, 0.085, 200),
  dye('Sky', 0.81, 0.07, 235),
  dye('Cobalt', 0.48, 0.17, 262),
  dye('Denim blue', 0.52, 0.075, 255),
  dye('Lavender', 0.77, 0.075, 300),
  dye('Plum', 0.39, 0.1, 330),
  dye('Fuchsia', 0.58, 0.2, 355),
  dye('Rose', 0.8, 0.075, 10),
  dye('Blush', 0.89, 0.035, 30),
  dye('Coral', 0.7, 0.145, 30),
  dye('Mint', 0.89, 0.055, 165),
];

/** Distance of two dyes: 1 from black to white, and about 1 between strong colours of opposite hue. */
export function distance(a: Dye, b: Dye): number {
  const at = ({ c, h }: Dye) =>
    [c * Math.cos((h * Math.PI) / 180), c * Math.sin((h * Math.PI) / 180)] as const;
  const [ax, ay] = at(a);
  const [bx, by] = at(b);
  return Math.hypot(a.l - b.l, 2 * (ax - bx), 2 * (ay - by));
}

/** Denim in its washes. */
export const DENIMS: readonly Dye[] = [
  dye('Raw', 0.33, 0.055, 265),
  dye('Dark', 0.41, 0.065, 260),
  dye('Stone', 0.56, 0.065, 252),
  dye('Bleached', 0.73, 0.045, 245),
  dye('Black', 0.27, 0.008, 270),
  dye('Grey', 0.62, 0.008, 260),
  dye('Ecru', 0.91, 0.025, 88),
];

/** Leather in its tans. */
export const LEATHERS: readonly Dye[] = [
  BLACK,
  BROWN,
  dye('Cognac', 0.54, 0.1, 52),
  TAN,
  dye('Burgundy', 0.36, 0.1, 18),
  dye('Ivory', 0.92, 0.02, 88),
  dye('Bottle green', 0.36, 0.06, 158),
  NAVY,
  dye('Stone', 0.75, 0.02, 80),
  dye('Scarlet', 0.53, 0.19, 27),
];

/** Dyes that go with everything, for the rest of an outfit; the lighter ones for tops over trousers. */
export const LIGHT: readonly Dye[] = [WHITE, ECRU, GREY];
export const QUIET: readonly Dye[] = [...LIGHT, BLACK, CHARCOAL, NAVY, TAN];
