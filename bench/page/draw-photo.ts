/** Draws JPEG photos of garment-like shapes, as large as a shop's. */
import { seeded } from '../../test/unit/knn/random-vectors';
import type { PhotoOffer } from '../../src/contract/photo';

const WIDTH = 400;
const HEIGHT = 533;
/** Grey levels of noise either way: it makes the files as large as photographs of cloth, 30 to 60 kB. */
const NOISE = 14;
const QUALITY = 0.85;

/** Numbers in 0..1. */
type Random = () => number;

function colour(random: Random): string {
  return `hsl(${Math.floor(random() * 360)} ${Math.floor(random() * 60)}% ${Math.floor(20 + random() * 60)}%)`;
}

/** Half a garment's outline, mirrored: shoulders, sleeves, waist, hem. */
function outline(random: Random): Path2D {
  const middle = WIDTH / 2;
  const half = [
    [20 + random() * 20, 70],
    [70 + random() * 20, 90],
    [120 + random() * 60, 180 + random() * 160],
    [90 + random() * 40, 200 + random() * 160],
    [60 + random() * 30, 180],
    [55 + random() * 40, 300],
    [60 + random() * 90, 420 + random() * 80],
  ] as const;
  const path = new Path2D();
  for (const [x, y] of half) path.lineTo(middle + x, y);
  for (const [x, y] of half.toReversed()) path.lineTo(middle - x, y);
  path.closePath();
  return path;
}

function stripes(context: OffscreenCanvasRenderingContext2D, random: Random): void {
  const step = 6 + random() * 40;
  context.fillStyle = colour(random);
  for (let y = 0; y < HEIGHT; y += step) context.fillRect(0, y, WIDTH, step * random());
}

function addNoise(context: OffscreenCanvasRenderingContext2D, random: Random): void {
  const image = context.getImageData(0, 0, WIDTH, HEIGHT);
  for (let i = 0; i < image.data.length; i += 4) {
    const level = (random() * 2 - 1) * NOISE;
    for (let c = i; c < i + 3; c += 1) image.data[c] = (image.data[c] ?? 0) + level;
  }
  context.putImageData(image, 0, 0);
}

/** `count` photos of one seed; the same browser draws the same bytes. */
export async function drawPhotos(count: number, seed: number): Promise<readonly PhotoOffer[]> {
  const even = seeded(seed);
  const random = () => (even() + 1) / 2;
  const canvas = new OffscreenCanvas(WIDTH, HEIGHT);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('this browser gives no 2d context to draw photos on');
  const photos: PhotoOffer[] = [];
  for (let i = 0; i < count; i += 1) {
    context.fillStyle = colour(random);
    context.fillRect(0, 0, WIDTH, HEIGHT);
    context.save();
    context.clip(outline(random));
    context.fillStyle = colour(random);
    context.fillRect(0, 0, WIDTH, HEIGHT);
    stripes(context, random);
    context.restore();
    addNoise(context, random);
    const name = `${String(i).padStart(5, '0')}.jpg`;
    const jpeg = await canvas.convertToBlob({ type: 'image/jpeg', quality: QUALITY });
    photos.push({ path: `drawn/${name}`, photo: new File([jpeg], name, { type: jpeg.type }) });
  }
  return photos;
}
