/** A bitmap in; proof that encoders of every kind of channels get a preview of it out. */
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Preprocessing } from '../../../src/contract/card';
import { preview } from '../../../src/image/preview';
import { ScalarResizer } from '../../../src/image/scalar-resizer';

const RED_WIDTH = 4;
const RED_HEIGHT = 8;

/** A canvas on which all that is drawn is red. */
class RedCanvas {
  constructor(
    public width: number,
    public height: number,
  ) {}

  getContext() {
    return {
      drawImage: () => undefined,
      getImageData: (_left: number, _top: number, width: number, height: number) => ({
        data: Uint8ClampedArray.from({ length: width * height * 4 }, (_, i) => [255, 0, 0, 255][i % 4]!),
      }),
    };
  }
}

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('the preview of a photo', () => {
  test.each(['rgb', 'bgr', 'rgbv'] as const)('for an encoder whose channels are %s', (channels) => {
    vi.stubGlobal('OffscreenCanvas', RedCanvas);
    const preprocessing: Preprocessing = {
      side: 8,
      fit: 'contain',
      resample: 'bilinear',
      pad: 0,
      scale: 1 / 255,
      mean: [0, 0, 0],
      std: [1, 1, 1],
      channels,
    };
    const bitmap = { width: RED_WIDTH, height: RED_HEIGHT, close: () => undefined };
    const shown = preview(bitmap, preprocessing, new ScalarResizer());
    expect(shown).toMatchObject({ width: 8, height: 8, low: 0, high: 1 });
    const middle = (4 * 8 + 4) * 3;
    expect([...shown.rgb.slice(middle, middle + 3)]).toEqual(channels === 'bgr' ? [0, 0, 255] : [255, 0, 0]);
  });
});
