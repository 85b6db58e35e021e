/** Draws test photos that a sound encoder tells apart, the same at every call. */
import type { Preprocessing } from '../../contract/card';

type Draw = (x: number, y: number) => readonly [number, number, number];

/** Functions of a point (shares 0..1) to RGB levels 0..255, each with a trait of photos: edges, gradients, texture. */
const DRAWN: readonly Draw[] = [
  (x, y) => [255 * x, 255 * y, 128],
  (x, y) => [255 * (1 - x), 96, 255 * (1 - y)],
  (x, y) => (Math.hypot(x - 0.5, y - 0.5) < 0.32 ? [220, 40, 50] : [240, 240, 235]),
  (x, y) => (Math.abs(x - 0.5) + Math.abs(y - 0.45) < 0.35 ? [30, 60, 170] : [128, 128, 128]),
  (x) => (Math.floor(x * 12) % 2 === 0 ? [20, 20, 20] : [250, 210, 60]),
  (x, y) => ((Math.floor(x * 9) + Math.floor(y * 9)) % 2 === 0 ? [255, 255, 255] : [60, 130, 70]),
  (x, y) => [128 + 127 * Math.sin(x * 40 + y * 9), 128 + 127 * Math.sin(y * 31), 90],
  (x, y) => (y > 0.25 && y < 0.9 && Math.abs(x - 0.5) < 0.15 + y * 0.2 ? [150, 90, 60] : [200, 215, 230]),
];

/** @returns eight squares, uint8 RGB [side, width, 3], owned by the caller. */
export function drawnSquares({
  side,
  width = side,
}: Pick<Preprocessing, 'side' | 'width'>): readonly Uint8ClampedArray<ArrayBuffer>[] {
  return DRAWN.map((draw) => {
    const square = new Uint8ClampedArray(side * width * 3);
    for (let y = 0; y < side; y++) {
      for (let x = 0; x < width; x++)
        square.set(draw((x + 0.5) / width, (y + 0.5) / side), (y * width + x) * 3);
    }
    return square;
  });
}
