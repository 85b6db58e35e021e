/** Sizes and drawn rows in; checks of where a photo lies in its square, and of the values in the tensor. */
import { describe, expect, test } from 'vitest';
import type { Preprocessing } from '../../../src/contract/card';
import { contain, place } from '../../../src/image/contain';
import type { PixelRows } from '../../../src/image/pixel-rows';
import { overWhite } from '../../../src/image/over-white';
import { openResizer } from '../../../src/image/open-resizer';
import { ScalarResizer } from '../../../src/image/scalar-resizer';
import { halfTable } from '../../../src/shared/half';
import { batchTensor, writeTensor } from '../../../src/image/tensor';

function rowsOf(width: number, height: number, level: (at: number) => number): PixelRows {
  const rgba = Uint8ClampedArray.from({ length: width * height * 4 }, (_, at) => level(at));
  return { width, height, read: (top, rows) => rgba.subarray(top * width * 4, (top + rows) * width * 4) };
}

describe('place', () => {
  test.each([
    [400, 533, { left: 16, top: 0, width: 96, height: 128 }],
    [533, 400, { left: 0, top: 16, width: 128, height: 96 }],
    [1, 1, { left: 0, top: 0, width: 128, height: 128 }],
    [1, 2000, { left: 63, top: 0, width: 1, height: 128 }],
    [200, 301, { left: 21, top: 0, width: 85, height: 128 }],
  ])('%i x %i', (width, height, expected) => {
    expect(place(width, height, 128)).toEqual(expected);
  });

  test('half a pixel rounds up', () => {
    expect(place(256, 3, 128).height).toBe(2);
  });
});

describe.each([
  ['scalars', new ScalarResizer()],
  ['the kernel', await openResizer()],
])('contain by %s', (_, resizer) => {
  test('the photo is centred on the pad', () => {
    const square = contain(
      rowsOf(1, 2, () => 10),
      4,
      128,
      resizer,
    );
    const reds = Array.from({ length: 4 }, (_, x) => square[x * 3]);
    expect(reds).toEqual([128, 10, 10, 128]);
  });

  test('a photo that is read in several bands gives what one band gives', () => {
    const [width, height] = [1100, 1000];
    const photo = rowsOf(width, height, (at) => (at * 7919) % 251);
    const tops: number[] = [];
    const watched: PixelRows = {
      ...photo,
      read: (top, rows) => {
        tops.push(top);
        return photo.read(top, rows);
      },
    };
    const square = contain(watched, 11, 0, resizer);
    expect(tops).toEqual([0, 953]);

    const whole = new Uint8ClampedArray(11 * 10 * 3);
    resizer.begin({ width, height }, { width: 11, height: 10 });
    resizer.add(photo.read(0, height));
    resizer.finish(whole, 0, 33);
    expect(square.subarray(0, 330)).toEqual(whole);
  });

  test('a small photo after a large one is its own', () => {
    const small = (): PixelRows => rowsOf(3, 3, () => 77);
    const before = contain(small(), 16, 0, resizer);
    contain(
      rowsOf(300, 300, () => 200),
      16,
      0,
      resizer,
    );
    expect(contain(small(), 16, 0, resizer)).toEqual(before);
  });
});

test('over white rounds as exact arithmetic does, for every colour and alpha', () => {
  for (let alpha = 0; alpha < 256; alpha++) {
    const rgba = Uint8ClampedArray.from({ length: 1024 }, (_, at) => (at % 4 === 3 ? alpha : at >> 2));
    overWhite(rgba);
    for (let level = 0; level < 256; level++) {
      expect(rgba[level * 4]).toBe(Math.floor((level * alpha + 255 * (255 - alpha)) / 255 + 0.5));
      expect(rgba[level * 4 + 3]).toBe(255);
    }
  }
});

describe('writeTensor', () => {
  const preprocessing: Preprocessing = {
    side: 2,
    fit: 'contain',
    resample: 'bilinear',
    pad: 128,
    scale: 1 / 255,
    mean: [0.5, 0.25, 0],
    std: [0.5, 0.25, 1],
  };
  const square = Uint8ClampedArray.of(0, 255, 51, 255, 0, 102, 0, 0, 153, 255, 255, 204);

  test('planes red, green, blue from the offset on, and nothing before it', () => {
    const tensor = new Float32Array(14);
    writeTensor({ rgb: square }, preprocessing, tensor, 2);
    const expected = [0, 0, -1, 1, -1, 1, 3, -1, -1, 3, 0.2, 0.4, 0.6, 0.8];
    expected.forEach((value, at) => expect(tensor[at]).toBeCloseTo(value, 6));
  });

  test('a tensor without room is refused', () => {
    expect(() => writeTensor({ rgb: square }, preprocessing, new Float32Array(13), 2)).toThrow(RangeError);
    expect(() => writeTensor({ rgb: square.subarray(3) }, preprocessing, new Float32Array(14), 2)).toThrow(
      RangeError,
    );
  });

  test('blue comes first where the model says so, with its own mean', () => {
    const tensor = batchTensor([{ rgb: square }], { ...preprocessing, channels: 'bgr' });
    const expected = [-0.6, -0.2, 0.2, 0.6, 3, -1, -1, 3, 0, 1, 0, 1];
    expected.forEach((value, at) => expect(tensor[at]).toBeCloseTo(value, 6));
  });

  test('pixel by pixel where the channels are the last axis', () => {
    const planes = batchTensor([{ rgb: square }, { rgb: square }], preprocessing);
    const pixels = batchTensor([{ rgb: square }, { rgb: square }], { ...preprocessing, layout: 'nhwc' });
    for (let photo = 0; photo < 2; photo++) {
      for (let at = 0; at < 4; at++) {
        for (let c = 0; c < 3; c++)
          expect(pixels[photo * 12 + at * 3 + c]).toBe(planes[photo * 12 + c * 4 + at]);
      }
    }
  });

  test('visibility is a fourth plane, which scale, mean and std leave alone', () => {
    const visible = Uint8ClampedArray.of(0, 51, 204, 255);
    const tensor = batchTensor([{ rgb: square, visible }], { ...preprocessing, channels: 'rgbv' });
    expect(tensor.subarray(0, 12)).toEqual(batchTensor([{ rgb: square }], preprocessing));
    expect(tensor.subarray(12)).toEqual(Float32Array.of(0, 0.2, 0.8, 1));
    const two = [
      { rgb: square, visible },
      { rgb: square, visible: visible.toReversed() },
    ];
    const pair = batchTensor(two, { ...preprocessing, channels: 'rgbv' });
    expect(pair.subarray(0, 16)).toEqual(tensor);
    expect(pair.subarray(28)).toEqual(Float32Array.of(1, 0.8, 0.2, 0));
  });

  test('visibility that is lacking, or of another size, is refused', () => {
    const rule = { ...preprocessing, channels: 'rgbv' as const };
    expect(() => batchTensor([{ rgb: square }], rule)).toThrow('got none');
    const visible = new Uint8ClampedArray(3);
    expect(() => batchTensor([{ rgb: square, visible }], rule)).toThrow(RangeError);
    expect(() => writeTensor({ rgb: square }, rule, new Float32Array(12), 0)).toThrow('16 values');
  });

  test('as the bits of float16', () => {
    const tensor = batchTensor([{ rgb: square }], { ...preprocessing, input: 'float16' });
    expect(tensor).toBeInstanceOf(Uint16Array);
    const exact = batchTensor([{ rgb: square }], preprocessing);
    tensor.forEach((bits, at) => expect(halfTable()[bits]).toBeCloseTo(exact[at]!, 3));
    expect([...tensor.slice(0, 4)]).toEqual([0xbc00, 0x3c00, 0xbc00, 0x3c00]);
  });

  test('as bytes, which are rounded and never wrap', () => {
    const bytes = batchTensor([{ rgb: square }], {
      ...preprocessing,
      input: 'uint8',
      scale: 1.01,
      mean: [0, 0.4, 300],
      std: [1, 1, 1],
    });
    expect(bytes).toEqual(Uint8Array.of(0, 255, 0, 255, 255, 0, 0, 255, 0, 0, 0, 0));
  });
});
