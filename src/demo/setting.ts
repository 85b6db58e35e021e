/** Paints the ground that a product lies on, or the place that a person stands in. */
import { GROUNDS } from './grounds';
import { type Paint, SIDE } from './light';
import type { Pen } from './pen';
import { PLACES } from './places';
import { Random } from './random';

function paint(pen: Pen, side: number, settings: readonly Paint[], name: string): void {
  const random = new Random(name);
  pen.frame(side / SIDE, [0, 0]);
  random.pick(settings)(pen, random);
}

/** Fills a canvas of `side` pixels with a ground to lay something on. */
export function paintGround(pen: Pen, side: number, name: string): void {
  paint(pen, side, GROUNDS, `ground ${name}`);
}

/** Fills a canvas of `side` pixels with a place to stand in. */
export function paintPlace(pen: Pen, side: number, name: string): void {
  paint(pen, side, PLACES, `place ${name}`);
}
