/** Paints a cloth's ground, pattern and grain over a rectangle of units. */
import type { Cloth, PatternKind } from './cloth';
import { css, shade, tint } from './colour';
import type { Context } from './pen';
import { Random } from './random';
import { layGrain } from './texture';

export type Area = readonly [left: number, top: number, width: number, height: number];

type Lay = (ctx: Context, cloth: Cloth, area: Area) => void;

/** Calls back for every multiple of `step` from `low` to `high`. */
function every(step: number, low: number, high: number, draw: (at: number, i: number) => void): void {
  for (let i = Math.floor(low / step); i * step < high; i++) draw(i * step, i);
}

function rows(ctx: Context, style: string, step: number, thick: number, [x, y, w, h]: Area): void {
  ctx.fillStyle = style;
  every(step, y, y + h, (at) => {
    ctx.fillRect(x, at, w, thick);
  });
}

function columns(ctx: Context, style: string, step: number, thick: number, [x, y, w, h]: Area): void {
  ctx.fillStyle = style;
  every(step, x, x + w, (at) => {
    ctx.fillRect(at, y, thick, h);
  });
}

function disc(ctx: Context, x: number, y: number, r: number): void {
  ctx.beginPath();
  ctx.arc(x, y, r, 0, 2 * Math.PI);
  ctx.fill();
}

/** Draws randomly turned motifs on a loose lattice. A cloth gives the same ones wherever the rectangle begins. */
function scatter(
  cloth: Cloth,
  [x, y, w, h]: Area,
  step: number,
  draw: (x: number, y: number, random: Random) => void,
): void {
  every(step, y - step, y + h + step, (cy, j) => {
    every(step, x - step, x + w + step, (cx, i) => {
      const random = new Random(`${cloth.seed} ${i} ${j}`);
      const odd = j % 2 === 0 ? 0 : step / 2;
      draw(cx + odd + random.between(-0.2, 0.2) * step, cy + random.between(-0.2, 0.2) * step, random);
    });
  });
}

function petals(ctx: Context, x: number, y: number, r: number, n: number, turn: number): void {
  ctx.beginPath();
  for (let i = 0; i < n; i++) {
    const a = turn + (i * 2 * Math.PI) / n;
    const px = x + Math.cos(a) * r * 0.62;
    const py = y + Math.sin(a) * r * 0.62;
    ctx.moveTo(px, py);
    ctx.ellipse(px, py, r * 0.55, r * 0.36, a, 0, 2 * Math.PI);
  }
  ctx.fill();
}

function leaf(ctx: Context, x: number, y: number, length: number, turn: number): void {
  ctx.save();
  ctx.translate(x, y);
  ctx.rotate(turn);
  ctx.beginPath();
  ctx.moveTo(0, 0);
  ctx.quadraticCurveTo(length * 0.5, -length * 0.34, length, 0);
  ctx.quadraticCurveTo(length * 0.5, length * 0.34, 0, 0);
  ctx.fill();
  ctx.restore();
}

const LAYS: Record<PatternKind, Lay> = {
  plain: () => undefined,
  heather(ctx, { base, seed }, [x, y, w, h]) {
    const random = new Random(`heather ${seed}`);
    for (let i = 0; i < 420; i++) {
      ctx.fillStyle = css(random.chance(0.5) ? shade(base, 0.82) : tint(base, 0.3), 0.4);
      ctx.fillRect(x + random.next() * w, y + random.next() * h, random.between(0.6, 2), 0.3);
    }
  },
  breton(ctx, { second, size }, area) {
    rows(ctx, css(second), 4.4 * size, 1.7 * size, area);
  },
  pinstripe(ctx, { second, size }, area) {
    columns(ctx, css(second, 0.85), 3 * size, 0.45, area);
  },
  stripes(ctx, { second, size }, area) {
    columns(ctx, css(second), 6.4 * size, 3.2 * size, area);
  },
  gingham(ctx, { second, size }, area) {
    const step = 5 * size;
    rows(ctx, css(second, 0.5), step, step / 2, area);
    columns(ctx, css(second, 0.5), step, step / 2, area);
  },
  tartan(ctx, { second, third, size }, area) {
    const step = 13 * size;
    for (const lay of [rows, columns]) {
      lay(ctx, css(second, 0.55), step, step * 0.42, area);
      const [x, y, w, h] = area;
      ctx.save();
      ctx.translate(step * 0.17, step * 0.17);
      lay(ctx, css(third, 0.75), step, step * 0.07, [x - step, y - step, w + 2 * step, h + 2 * step]);
      ctx.translate(step * 0.53, step * 0.53);
      lay(ctx, css(third, 0.55), step, step * 0.05, [x - 2 * step, y - 2 * step, w + 3 * step, h + 3 * step]);
      ctx.restore();
    }
  },
  windowpane(ctx, { second, size }, area) {
    rows(ctx, css(second, 0.85), 8 * size, 0.55, area);
    columns(ctx, css(second, 0.85), 8 * size, 0.55, area);
  },
  dots(ctx, { second, size }, [x, y, w, h]) {
    const step = 4.6 * size;
    ctx.fillStyle = css(second);
    every(step, y - step, y + h + step, (cy, j) => {
      every(step, x - step, x + w + step, (cx) => {
        disc(ctx, cx + (j % 2 === 0 ? 0 : step / 2), cy, step * 0.24);
      });
    });
  },
  floral(ctx, cloth, area) {
    const { second, third, size } = cloth;
    scatter(cloth, area, 8 * size, (x, y, random) => {
      const r = size * random.between(2.1, 3.2);
      ctx.fillStyle = css({ l: 0.5, c: 0.07, h: 140 }, 0.9);
      leaf(ctx, x, y, r * 1.9, random.between(0, 6));
      leaf(ctx, x, y, r * 1.7, random.between(0, 6));
      ctx.fillStyle = css(random.chance(0.65) ? second : third);
      petals(ctx, x, y, r, 5, random.between(0, 6));
      ctx.fillStyle = css(tint(third, 0.5));
      disc(ctx, x, y, r * 0.28);
    });
  },
  leaves(ctx, cloth, area) {
    const { second, third, size } = cloth;
    scatter(cloth, area, 7.5 * size, (x, y, random) => {
      const turn = random.between(0, 6);
      ctx.fillStyle = css(random.chance(0.7) ? second : third);
      for (const [side, at] of [
        [0.6, 0],
        [-0.6, 0],
        [0.6, 0.4],
        [-0.6, 0.4],
        [0, 0.75],
      ] as const) {
        leaf(
          ctx,
          x + Math.cos(turn) * at * 5 * size,
          y + Math.sin(turn) * at * 5 * size,
          3.3 * size,
          turn + side,
        );
      }
    });
  },
  blocks(ctx, { second, third, size }, [x, y, w, h]) {
    // by height on the body: chest, belly and below
    ctx.fillStyle = css(second);
    ctx.fillRect(x, 20 * size, w, y + h);
    ctx.fillStyle = css(third);
    ctx.fillRect(x, 38 * size, w, y + h);
  },
  zigzag(ctx, { second, third, size }, [x, y, w, h]) {
    const step = 4.4 * size;
    ctx.lineWidth = step * 0.36;
    ctx.lineJoin = 'miter';
    every(step * 1.5, y - step * 2, y + h + step, (cy, j) => {
      ctx.strokeStyle = css(j % 2 === 0 ? second : third);
      ctx.beginPath();
      every(step, x - step, x + w + step, (cx, i) => {
        ctx.lineTo(cx, cy + (i % 2 === 0 ? 0 : step * 0.8));
      });
      ctx.stroke();
    });
  },
  // one motif on the chest: `motif.ts` draws it
  print: () => undefined,
};

/** Paints over the whole of `area`. The caller has clipped the canvas to the part and turned it along the part. */
export function layCloth(ctx: Context, cloth: Cloth, area: Area): void {
  const [x, y, w, h] = area;
  ctx.fillStyle = css(cloth.base);
  ctx.fillRect(x, y, w, h);
  LAYS[cloth.pattern](ctx, cloth, area);
  layGrain(ctx, cloth.material, area, cloth.base.l > 0.85 ? 0.5 : 0.8);
}
