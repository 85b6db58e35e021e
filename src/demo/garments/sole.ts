/** Draws a sole beneath the outline of an upper. */
import type { Cloth } from '../cloth';
import { bright, dark, part } from '../part';
import { type Pen, outline } from '../pen';

/** Traits that vary from pair to pair. */
export interface ShoeCut {
  readonly kind: 'sneakers' | 'boots';
  /** Height of the shaft, 0..1. */
  readonly height: number;
  readonly style: number;
}

export function sole(pen: Pen, colour: string, thick: number, heel: number): void {
  const path = outline([
    [-27, 12, true],
    [-27.6, 12 + thick + heel],
    [-25, 12.6 + thick + heel, true],
    [-12, 12.6 + thick + heel, heel > 0],
    [-10, 12.6 + thick, heel > 0],
    [14, 12.6 + thick],
    [27, 11 + thick],
    [30, 8.5],
    [27, 8, true],
    [0, 12, true],
  ]);
  pen.softFill(path, dark(0.3), 1);
  pen.fill(path, colour);
  pen.within(path, () => {
    pen.fill(
      path,
      pen.gradient(
        [0, 10],
        [0, 14 + thick + heel],
        [
          [0, bright(0.25)],
          [0.5, bright(0)],
          [1, dark(0.35)],
        ],
      ),
    );
    pen.softLine(path, dark(0.35), 0.8, 0.7);
  });
}

export function upper(pen: Pen, path: Path2D, cloth: Cloth, folds: () => void): void {
  part(
    pen,
    path,
    cloth,
    {
      origin: [0, 0],
      area: [-34, -60, 70, 80],
      across: [
        [-8, -24],
        [6, 18],
      ],
      round: 0.9,
    },
    folds,
  );
}
