/** Garments described in words in; JPEG photos of them, drawn in a browser page, and folders of such photos, out. */
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Page } from '@playwright/test';

const SHAPES = ['shirt', 'dress', 'trousers', 'bag', 'hat'] as const;
const COLOURS = ['crimson', 'royalblue', 'forestgreen', 'gold', 'black', 'orange', 'purple', 'teal'] as const;

/** What a drawn photo shows. */
export interface Garment {
  readonly shape: (typeof SHAPES)[number];
  /** CSS colours. */
  readonly colour: string;
  readonly stripes?: string;
  /** Degrees. */
  readonly turn?: number;
  /** To the right and down, as a share of the photo's side. */
  readonly shift?: number;
}

/** A file of a folder that a test gives to the app. */
export interface Photo {
  /** May hold sub-folders: `dresses/a.jpg`. */
  readonly name: string;
  readonly bytes: Buffer;
}

/** A photo still to be drawn. */
export interface Sketch {
  readonly name: string;
  readonly garment: Garment;
}

/** Runs in a page, of any driver; base64 of a JPEG each. */
export async function drawAll(garments: readonly Garment[]): Promise<string[]> {
  const side = 240;
  const outlines: Record<Garment['shape'], readonly (readonly [number, number])[]> = {
    shirt: [
      [-30, -80],
      [30, -80],
      [90, -40],
      [70, -5],
      [48, -20],
      [48, 80],
      [-48, 80],
      [-48, -20],
      [-70, -5],
      [-90, -40],
    ],
    dress: [
      [-25, -90],
      [25, -90],
      [22, -25],
      [75, 90],
      [-75, 90],
      [-22, -25],
    ],
    trousers: [
      [-45, -90],
      [45, -90],
      [58, 90],
      [18, 90],
      [0, -30],
      [-18, 90],
      [-58, 90],
    ],
    bag: [
      [-60, -30],
      [-35, -30],
      [-25, -80],
      [25, -80],
      [35, -30],
      [60, -30],
      [80, 80],
      [-80, 80],
    ],
    hat: [
      [-40, -50],
      [40, -50],
      [50, 20],
      [100, 35],
      [100, 55],
      [-100, 55],
      [-100, 35],
      [-50, 20],
    ],
  };
  const draw = async ({ shape, colour, stripes, turn = 0, shift = 0 }: Garment): Promise<string> => {
    const canvas = new OffscreenCanvas(side, side);
    const context = canvas.getContext('2d');
    if (!context) throw new Error('this browser gives no 2D canvas');
    context.fillStyle = '#e9e6e1';
    context.fillRect(0, 0, side, side);
    context.translate(side * (0.5 + shift), side * (0.5 + shift));
    context.rotate((turn * Math.PI) / 180);
    context.beginPath();
    for (const [x, y] of outlines[shape]) context.lineTo(x, y);
    context.closePath();
    context.clip();
    context.fillStyle = colour;
    context.fillRect(-120, -120, 240, 240);
    context.fillStyle = stripes ?? colour;
    for (let y = -120; y < 120; y += 24) context.fillRect(-120, y, 240, 10);
    const jpeg = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.9 });
    let binary = '';
    for (const byte of new Uint8Array(await jpeg.arrayBuffer())) binary += String.fromCharCode(byte);
    return btoa(binary);
  };
  return Promise.all(garments.map(draw));
}

/** Draws photos of 240 x 240 px; equal garments give equal bytes. */
export async function draw(page: Page, sketches: readonly Sketch[]): Promise<Photo[]> {
  const drawn = await page.evaluate(
    drawAll,
    sketches.map(({ garment }) => garment),
  );
  return sketches.map(({ name }, i) => ({ name, bytes: Buffer.from(drawn[i] ?? '', 'base64') }));
}

/** `count` sketches, no two alike, as `000-crimson-shirt.jpg`; the first forty differ in shape or colour. */
export function assortment(count: number): Sketch[] {
  return Array.from({ length: count }, (_, i) => {
    const shape = SHAPES[i % SHAPES.length] ?? 'shirt';
    const colour = COLOURS[i % COLOURS.length] ?? 'black';
    return {
      name: `${String(i).padStart(3, '0')}-${colour}-${shape}.jpg`,
      garment: { shape, colour, turn: Math.floor(i / 40) * 11, ...(i % 3 === 0 ? { stripes: 'white' } : {}) },
    };
  });
}

/**
 * Writes photos into a folder called `name` beneath a new temporary one.
 *
 * @param owner named by the temporary folder, should a killed run leave it behind.
 */
export async function writeFolder(photos: readonly Photo[], name: string, owner: string): Promise<string> {
  const folder = join(await mkdtemp(join(tmpdir(), `lookalike-${owner}-`)), name);
  await mkdir(folder);
  await addToFolder(folder, photos);
  return folder;
}

export async function addToFolder(folder: string, photos: readonly Photo[]): Promise<void> {
  for (const { name, bytes } of photos) {
    const path = join(folder, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, bytes);
  }
}
