/** Draws a part of a garment, shaded as something round with folds. */
import type { Cloth } from './cloth';
import { css, shade } from './colour';
import type { Figure } from './figure';
import { layCloth, type Area } from './pattern';
import { outline, polyline, type Knot, type Pen, type Point } from './pen';

export function dark(alpha: number): string {
  return `rgba(22,16,34,${alpha})`;
}

export function bright(alpha: number): string {
  return `rgba(255,252,246,${alpha})`;
}

/** Position of a part, and the light on it. */
export interface Lie {
  /** Start of the cloth's pattern, and the angle by which it is turned. */
  readonly origin: Point;
  readonly angle?: number;
  /** Rectangle that the pattern must cover: around the origin, along the turned axes. */
  readonly area: Area;
  /** Ends of the shading: from the shadowed left edge to the shadowed right edge. */
  readonly across: readonly [Point, Point];
  /** 0 flat as paper, 1 round as a limb. */
  readonly round: number;
}

/** Strength of highlights: satin and leather shine, wool and fleece do not. */
function gloss({ material }: Cloth): number {
  return { satin: 2.1, leather: 1.9, nylon: 1.5 }[material as string] ?? 0.8;
}

export function part(
  pen: Pen,
  path: Path2D,
  cloth: Cloth,
  lie: Lie,
  folds: () => void = () => undefined,
): void {
  const { ctx } = pen;
  const { origin, angle = 0, area, across, round } = lie;
  pen.within(path, () => {
    ctx.save();
    ctx.translate(...origin);
    ctx.rotate(angle);
    layCloth(ctx, cloth, area);
    ctx.restore();
    // to look equally round, light cloth needs less shadow and dark cloth more light
    const { l } = cloth.base;
    const deep = (0.42 - 0.12 * l) * round;
    const shine = (0.05 + 0.13 * (1 - l)) * gloss(cloth) * (0.4 + 0.6 * round);
    pen.fill(
      path,
      pen.gradient(across[0], across[1], [
        [0, dark(deep)],
        [0.2, dark(deep * 0.18)],
        [0.34, bright(shine)],
        [0.52, bright(shine * 0.2)],
        [0.78, dark(deep * 0.3)],
        [1, dark(deep * 1.15)],
      ]),
    );
    folds();
    pen.softLine(path, dark(0.34), 1.1, 1.1);
  });
  pen.line(path, css(shade(cloth.base, 0.5), 0.45), 0.3);
}

/** Draws a crease: its shadow and, beside it, the light on its edge. */
export function crease(pen: Pen, cloth: Cloth, points: readonly Knot[], width = 1, depth = 1): void {
  const { l } = cloth.base;
  const line = outline(points, false);
  const beside = outline(
    points.map(([x, y]) => [x - 0.9 * width, y - 0.5 * width]),
    false,
  );
  pen.softLine(line, dark((0.3 - 0.1 * l) * depth), width, 0.8 * width);
  pen.softLine(
    beside,
    bright((0.1 + 0.22 * (1 - l)) * depth * Math.min(1.6, gloss(cloth))),
    width * 0.6,
    0.6 * width,
  );
}

/** Mirrors the right half of an outline, top to bottom in the body's axes, into the whole outline in the picture. */
export function mirrored(figure: Figure, right: readonly Knot[]): Path2D {
  const place =
    (side: 1 | -1) =>
    ([x, y, corner]: Knot): Knot => {
      const [px, py] = figure.at(x * side, y);
      return corner === undefined ? [px, py] : [px, py, corner];
    };
  return outline([...right.map(place(1)), ...[...right].reverse().map(place(-1))]);
}

/** Makes a line from points in the body's axes. */
export function bodyLine(figure: Figure, ...points: readonly Point[]): Path2D {
  return outline(
    points.map(([x, y]) => figure.at(x, y)),
    false,
  );
}

/** Draws a seam: a fine dark line with stitches on it. */
export function seam(pen: Pen, path: Path2D, cloth: Cloth): void {
  pen.line(path, css(shade(cloth.base, 0.5), 0.4), 0.28);
  pen.stitches(path, css(shade(cloth.base, cloth.base.l < 0.45 ? 1.9 : 0.72), 0.55));
}

export function button(pen: Pen, [x, y]: Point, radius: number, style: string): void {
  const face = new Path2D();
  face.arc(x, y, radius, 0, 2 * Math.PI);
  pen.softFill(face, dark(0.5), 0.35);
  pen.fill(face, style);
  pen.line(face, dark(0.4), 0.15);
  for (const side of [-1, 1]) {
    pen.line(
      polyline([x + side * radius * 0.3, y - 0.05], [x + side * radius * 0.3, y + 0.05]),
      dark(0.6),
      0.25,
    );
  }
}
