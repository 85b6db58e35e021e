/** Makes small tiles of a material's grain, to lay over its colour. */
import type { Material } from './cloth';
import { Random } from './random';

/** Pixels per side of a tile, and per unit. */
const SIDE = 96;
const PER_UNIT = 6;

type Grain = (x: number, y: number, random: Random) => number;

/** Grain 0..1, where 0.5 leaves the colour unchanged; waves have whole periods in a tile, so that tiles join. */
const GRAINS: Record<Material, Grain> = {
  cotton: (_x, _y, random) => 0.5 + (random.next() - 0.5) * 0.1,
  linen: (x, y, random) =>
    0.5 +
    (random.next() - 0.5) * 0.16 +
    0.05 * Math.sin(x * 2.1 + 3 * Math.sin(y * 0.13)) +
    0.05 * Math.sin(y * 1.7),
  wool: (_x, _y, random) => 0.5 + (random.next() - 0.5) * 0.26,
  fleece: (_x, _y, random) => 0.5 + (random.next() - 0.5) * 0.14,
  knit: (x, y, random) => {
    const column = (x % 8) / 8;
    const slant = Math.abs(column - 0.5) * 6;
    return (
      0.5 +
      0.17 * Math.sin(((y + slant) * 2 * Math.PI) / 6) -
      0.16 * (Math.abs(column - 0.5) > 0.42 ? 1 : 0) +
      (random.next() - 0.5) * 0.06
    );
  },
  denim: (x, y, random) => 0.5 + 0.1 * Math.sin(((x + y) * 2 * Math.PI) / 4) + (random.next() - 0.5) * 0.22,
  leather: (_x, _y, random) => 0.5 + (random.next() - 0.5) * 0.09,
  satin: () => 0.5,
  nylon: (x, y) => 0.5 + (((x >> 1) + (y >> 1)) % 2) * 0.02,
};

const tiles = new Map<Material, OffscreenCanvas>();

function tile(material: Material): OffscreenCanvas {
  const known = tiles.get(material);
  if (known) return known;
  const canvas = new OffscreenCanvas(SIDE, SIDE);
  const image = new ImageData(SIDE, SIDE);
  const random = new Random(`grain ${material}`);
  for (let i = 0; i < SIDE * SIDE; i++) {
    const value = GRAINS[material](i % SIDE, Math.floor(i / SIDE), random);
    // black or white with an alpha, which darkens or lightens any colour beneath
    image.data.fill(value < 0.5 ? 0 : 255, i * 4, i * 4 + 3);
    image.data[i * 4 + 3] = Math.round(Math.min(1, Math.abs(value - 0.5) * 2) * 255);
  }
  canvas.getContext('2d')?.putImageData(image, 0, 0);
  tiles.set(material, canvas);
  return canvas;
}

/** Lays the grain over a rectangle of units. */
export function layGrain(
  ctx: OffscreenCanvasRenderingContext2D,
  material: Material,
  [left, top, width, height]: readonly [number, number, number, number],
  strength = 1,
): void {
  const pattern = ctx.createPattern(tile(material), 'repeat');
  if (!pattern) return;
  ctx.save();
  ctx.globalAlpha *= strength;
  ctx.scale(1 / PER_UNIT, 1 / PER_UNIT);
  ctx.fillStyle = pattern;
  ctx.fillRect(left * PER_UNIT, top * PER_UNIT, width * PER_UNIT, height * PER_UNIT);
  ctx.restore();
}
