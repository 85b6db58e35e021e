/** Fills, clips, shades and strokes outlines in units on a canvas. */

export type Point = readonly [x: number, y: number];
/** A point that the outline passes; `true` marks a corner. */
export type Knot = readonly [x: number, y: number, corner?: boolean];

export type Context = OffscreenCanvasRenderingContext2D;

/** Knots as text: `x y` each, with commas between them and `!` behind a corner. */
export function knots(text: string): Knot[] {
  return text.split(',').map((knot): Knot => {
    const [x, y] = knot.trim().replace('!', '').split(' ').map(Number);
    if (x === undefined || y === undefined || Number.isNaN(x + y))
      throw new TypeError(`the knot is "${knot}", expected "x y"`);
    return knot.endsWith('!') ? [x, y, true] : [x, y];
  });
}

/** A closed smooth outline through knots: Catmull-Rom, without a tangent at corners. */
export function outline(through: readonly Knot[], closed = true): Path2D {
  const path = new Path2D();
  const n = through.length;
  const at = (i: number): Knot => through[closed ? (i + n) % n : Math.min(n - 1, Math.max(0, i))]!;
  const tangent = (i: number): Point => {
    const [, , corner] = at(i);
    if (corner) return [0, 0];
    const [ax, ay] = at(i - 1);
    const [bx, by] = at(i + 1);
    return [(bx - ax) / 6, (by - ay) / 6];
  };
  path.moveTo(at(0)[0], at(0)[1]);
  for (let i = 0; i < (closed ? n : n - 1); i++) {
    const [x0, y0] = at(i);
    const [x1, y1] = at(i + 1);
    const [t0x, t0y] = tangent(i);
    const [t1x, t1y] = tangent(i + 1);
    path.bezierCurveTo(x0 + t0x, y0 + t0y, x1 - t1x, y1 - t1y, x1, y1);
  }
  if (closed) path.closePath();
  return path;
}

function along(points: readonly Knot[], t: number): Point {
  const n = points.length - 1;
  const i = Math.min(n - 1, Math.floor(t * n));
  const u = t * n - i;
  const p = (j: number): Knot => points[Math.min(n, Math.max(0, j))]!;
  const [a, b, c, d] = [p(i - 1), p(i), p(i + 1), p(i + 2)];
  const mix = (k: 0 | 1) =>
    0.5 *
    (2 * b[k] +
      (c[k] - a[k]) * u +
      (2 * a[k] - 5 * b[k] + 4 * c[k] - d[k]) * u * u +
      (3 * b[k] - a[k] - 3 * c[k] + d[k]) * u * u * u);
  return [mix(0), mix(1)];
}

function widthAt(widths: readonly number[], t: number): number {
  const n = widths.length - 1;
  const i = Math.min(n - 1, Math.floor(t * n));
  const u = t * n - i;
  const smooth = u * u * (3 - 2 * u);
  return widths[i]! + (widths[i + 1]! - widths[i]!) * smooth;
}

/** A limb, a strap, a strand: an outline along points with a width at each; `round` ends it in a half circle. */
export function tube(points: readonly Knot[], widths: readonly number[], round = false): Path2D {
  const steps = 14;
  const left: Point[] = [];
  const right: Point[] = [];
  for (let s = 0; s <= steps; s++) {
    const t = s / steps;
    const [x, y] = along(points, t);
    const [ax, ay] = along(points, Math.max(0, t - 0.02));
    const [bx, by] = along(points, Math.min(1, t + 0.02));
    const length = Math.hypot(bx - ax, by - ay) || 1;
    const half = widthAt(widths, t) / 2;
    const nx = (-(by - ay) / length) * half;
    const ny = ((bx - ax) / length) * half;
    left.push([x + nx, y + ny]);
    right.push([x - nx, y - ny]);
  }
  const path = new Path2D();
  path.moveTo(...left[0]!);
  for (const point of left.slice(1)) path.lineTo(...point);
  if (round) {
    const [x, y] = points.at(-1)!;
    const [lx, ly] = left.at(-1)!;
    const start = Math.atan2(ly - y, lx - x);
    path.arc(x, y, widths.at(-1)! / 2, start, start - Math.PI, true);
  }
  for (const point of right.reverse()) path.lineTo(...point);
  path.closePath();
  return path;
}

export function ellipse(x: number, y: number, rx: number, ry: number, turn = 0): Path2D {
  const path = new Path2D();
  path.ellipse(x, y, rx, ry, turn, 0, 2 * Math.PI);
  return path;
}

export function polyline(...points: readonly Point[]): Path2D {
  const path = new Path2D();
  points.forEach(([x, y], i) => {
    if (i === 0) path.moveTo(x, y);
    else path.lineTo(x, y);
  });
  return path;
}

/** Offset in pixels, wider than any drawing: shapes that cast a soft shadow are drawn there, off the canvas. */
const AWAY = 4096;

/** A canvas with a scale: all lengths are in units, about a centimetre of the drawn thing each. */
export class Pen {
  readonly ctx: Context;
  /** Pixels a unit. */
  scale = 1;

  constructor(ctx: Context) {
    this.ctx = ctx;
  }

  /** Sets the scale, and places the point `origin` (units) at `place` (pixels). */
  frame(scale: number, place: Point, origin: Point = [0, 0]): void {
    this.scale = scale;
    this.ctx.setTransform(scale, 0, 0, scale, place[0] - origin[0] * scale, place[1] - origin[1] * scale);
  }

  within(path: Path2D, draw: () => void): void {
    this.ctx.save();
    this.ctx.clip(path);
    draw();
    this.ctx.restore();
  }

  fill(path: Path2D, style: string | CanvasGradient): void {
    this.ctx.fillStyle = style;
    this.ctx.fill(path);
  }

  line(path: Path2D, style: string, width: number): void {
    const { ctx } = this;
    ctx.strokeStyle = style;
    ctx.lineWidth = width;
    ctx.lineCap = 'round';
    ctx.lineJoin = 'round';
    ctx.stroke(path);
  }

  /** Paints only the blurred shadow of the shapes that `draw` paints opaquely. `blur` is in units. */
  soft(colour: string, blur: number, draw: (ctx: Context) => void): void {
    const { ctx } = this;
    ctx.save();
    ctx.shadowColor = colour;
    ctx.shadowBlur = blur * 2 * this.scale;
    ctx.shadowOffsetX = AWAY;
    ctx.fillStyle = '#000';
    ctx.strokeStyle = '#000';
    ctx.lineCap = 'round';
    ctx.lineJoin = 'round';
    const { a, b, c, d, e, f } = ctx.getTransform();
    ctx.setTransform(a, b, c, d, e - AWAY, f);
    draw(ctx);
    ctx.restore();
  }

  softFill(path: Path2D, colour: string, blur: number): void {
    this.soft(colour, blur, (ctx) => {
      ctx.fill(path);
    });
  }

  softLine(path: Path2D, colour: string, width: number, blur: number): void {
    this.soft(colour, blur, (ctx) => {
      ctx.lineWidth = width;
      ctx.stroke(path);
    });
  }

  /** Makes a linear gradient from one point to another. */
  gradient(
    [x0, y0]: Point,
    [x1, y1]: Point,
    stops: readonly (readonly [at: number, style: string])[],
  ): CanvasGradient {
    const gradient = this.ctx.createLinearGradient(x0, y0, x1, y1);
    for (const [at, style] of stops) gradient.addColorStop(at, style);
    return gradient;
  }

  /** Draws dashes along a seam. */
  stitches(path: Path2D, style: string, width = 0.22): void {
    this.ctx.save();
    this.ctx.setLineDash([0.9, 0.6]);
    this.line(path, style, width);
    this.ctx.restore();
  }
}
