/** Fixture photos in; checks that real Chromium makes of them what Pillow does, and refuses the broken ones by name. */
import { describe, expect, test } from 'vitest';
import { BitmapRows } from '../../src/image/bitmap-rows';
import { contain } from '../../src/image/contain';
import { decode } from '../../src/image/decode';
import { pixelsSurvive } from '../../src/image/probe';
import { openResizer } from '../../src/image/open-resizer';
import { eachBand } from '../../src/image/pixel-rows';
import { fitPicture, toJpeg } from '../../src/image/thumbnail';

const SIDE = 128;
const PAD = 128;
const resizer = await openResizer();
const photos = Object.keys(import.meta.glob('../fixtures/image/*.*')).map((path) => path.split('/').at(-1)!);

async function fixture(path: string): Promise<Blob> {
  const response = await fetch(encodeURI(`/test/fixtures/${path}`));
  if (!response.ok) throw new Error(`no fixture ${path}: ${response.status}`);
  return response.blob();
}

async function square(photo: Blob): Promise<Uint8ClampedArray> {
  const bitmap = await decode(photo);
  try {
    return contain(new BitmapRows(bitmap), SIDE, PAD, resizer);
  } finally {
    bitmap.close();
  }
}

async function expectedSquare(name: string): Promise<Uint8ClampedArray> {
  const bitmap = await createImageBitmap(await fixture(`image/expected/${name}.png`));
  const rgba = new BitmapRows(bitmap).read(0, SIDE);
  return rgba.filter((_, at) => at % 4 !== 3);
}

function largestDifference(one: Uint8ClampedArray, other: Uint8ClampedArray): number {
  expect(one.length).toBe(other.length);
  return one.reduce((largest, byte, at) => Math.max(largest, Math.abs(byte - other[at]!)), 0);
}

async function drawn(width: number, height: number): Promise<ImageBitmap> {
  const canvas = new OffscreenCanvas(width, height);
  canvas.getContext('2d')!.fillRect(0, 0, width, height);
  return createImageBitmap(canvas);
}

test('the page is isolated, as the app is', () => {
  expect(crossOriginIsolated).toBe(true);
});

describe('photo to square', () => {
  test('there are fixtures', () => {
    expect(photos.length).toBeGreaterThan(30);
  });

  test.each(photos)('%s differs from Pillow by one level at most', async (name) => {
    const [ours, theirs] = [await square(await fixture(`image/${name}`)), await expectedSquare(name)];
    expect(largestDifference(ours, theirs)).toBeLessThanOrEqual(1);
  });

  test.each(['animated.gif', 'animated.webp'])('%s is good', async (name) => {
    await expect(square(await fixture(`bad/${name}`))).resolves.toHaveLength(SIDE * SIDE * 3);
  });

  test('the type that a file name gives is not believed', async () => {
    const bytes = await (await fixture('image/png-rgb.png')).arrayBuffer();
    const misnamed = new File([bytes], 'photo.jpg', { type: 'image/jpeg' });
    expect(largestDifference(await square(misnamed), await expectedSquare('png-rgb.png'))).toBe(0);
  });
});

describe('bad photos', () => {
  test.each([
    ['empty.jpg', 'PhotoEmpty'],
    ['text.jpg', 'PhotoNotAnImage'],
    ['truncated.jpg', 'PhotoCorrupt'],
    ['truncated.png', 'PhotoCorrupt'],
    ['corrupt.jpg', 'PhotoCorrupt'],
    ['huge.png', 'PhotoTooLarge'],
    ['vector.svg', 'PhotoUnsupported'],
    ['photo.heic', 'PhotoUnsupported'],
  ])('%s gives %s', async (name, error) => {
    await expect(decode(await fixture(`bad/${name}`))).rejects.toMatchObject({ name: error });
  });

  test('a file that vanished gives PhotoUnreadable', async () => {
    const gone = new Blob(['x']);
    gone.arrayBuffer = () => Promise.reject(new DOMException('gone', 'NotReadableError'));
    await expect(decode(gone)).rejects.toMatchObject({ name: 'PhotoUnreadable' });
  });

  test.each([
    'jpeg-420.jpg',
    'jpeg-progressive.jpg',
    'png-rgba.png',
    'webp-lossy.webp',
    'animated.gif',
    'bmp-rgb.bmp',
  ])('%s cut anywhere gives PhotoCorrupt', async (name) => {
    const whole = await fixture(`image/${name}`);
    const firstFrame = name === 'animated.gif' ? 0.15 : 1;
    for (const part of [0.2, 0.5, 0.97]) {
      const cut = whole.slice(0, Math.floor(whole.size * part * firstFrame));
      await expect(decode(cut)).rejects.toMatchObject({ name: 'PhotoCorrupt' });
    }
  });
});

function thumbnail(bitmap: ImageBitmap): Promise<Blob> {
  const rows = new BitmapRows(bitmap);
  const picture = fitPicture(rows, resizer);
  eachBand(rows, picture.add);
  return toJpeg(picture.finish());
}

describe('thumbnail', () => {
  test.each([
    [400, 533, 192, 256],
    [100, 40, 100, 40],
    [3000, 4, 256, 1],
  ])('%i x %i becomes %i x %i', async (width, height, smallWidth, smallHeight) => {
    const small = await thumbnail(await drawn(width, height));
    expect(small.type).toBe('image/jpeg');
    expect(await createImageBitmap(small)).toMatchObject({ width: smallWidth, height: smallHeight });
  });

  test('what was transparent is white', async () => {
    const clear = await createImageBitmap(new ImageData(20, 20));
    const read = new BitmapRows(await createImageBitmap(await thumbnail(clear))).read(0, 20);
    expect(read.every((byte) => byte >= 254)).toBe(true);
  });
});

test('rows of a small photo after a large one are its own', async () => {
  const large = await drawn(2000, 1200);
  contain(new BitmapRows(large), SIDE, PAD, resizer);
  expect(
    largestDifference(await square(await fixture('image/exif-1.jpg')), await expectedSquare('exif-1.jpg')),
  ).toBeLessThan(2);
});

test('this browser gives pixels back as drawn', async () => {
  await expect(pixelsSurvive()).resolves.toBe(true);
});
