/** Draws a strap of leather or webbing along points. */
import type { Cloth } from '../cloth';
import { css, shade } from '../colour';
import { dark } from '../part';
import { type Knot, type Pen, tube } from '../pen';

/** Traits that vary from piece to piece. */
export interface CarriedCut {
  readonly kind: 'bag' | 'backpack' | 'scarf';
  /** 0 narrow, 1 wide. */
  readonly width: number;
  readonly style: number;
}

export const AREA = [-44, -50, 88, 100] as const;

export const BRASS = '#cdb06a';

export function strap(pen: Pen, points: readonly Knot[], width: number, cloth: Cloth): void {
  const path = tube(points, [width, width, width]);
  pen.softFill(path, dark(0.35), 0.9);
  pen.fill(path, css(shade(cloth.base, 0.86)));
  pen.within(path, () => {
    pen.softLine(path, dark(0.5), 0.6, 0.5);
  });
  pen.line(path, css(shade(cloth.base, 0.45), 0.6), 0.25);
}

export function shadeDye(cloth: Cloth, by: number): Cloth['base'] {
  return { ...cloth.base, ...shade(cloth.base, by) };
}
