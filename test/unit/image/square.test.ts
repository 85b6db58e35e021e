/** Photos' sizes in; proof of where a photo that is seen whole is visible out. */
import { describe, expect, test } from 'vitest';
import { wholeSquare } from '../../../src/image/square';

/** `#` where it is wholly visible, `.` where it is not at all. */
function drawn(visible: Uint8ClampedArray | undefined, width: number): string[] {
  const marks = Array.from(visible ?? [], (byte) => (byte === 0 ? '.' : byte === 255 ? '#' : '?')).join('');
  return marks.match(new RegExp(`.{${width}}`, 'g')) ?? [];
}

describe('a photo that is seen whole', () => {
  const rgb = new Uint8ClampedArray(4 * 4 * 3);

  test.each([
    ['square', 30, 30, ['####', '####', '####', '####']],
    ['tall', 10, 20, ['.##.', '.##.', '.##.', '.##.']],
    ['wide', 20, 10, ['....', '####', '####', '....']],
  ])('is visible where it lies, and its bars are not: %s', (_, width, height, expected) => {
    const square = wholeSquare(rgb, { width, height }, { side: 4, channels: 'rgbv' });
    expect(drawn(square.visible, 4)).toEqual(expected);
    expect(square.rgb).toBe(rgb);
  });

  test('of an oblong too', () => {
    const { visible } = wholeSquare(rgb, { width: 10, height: 10 }, { side: 2, width: 6, channels: 'rgbv' });
    expect(drawn(visible, 6)).toEqual(['..##..', '..##..']);
  });

  test.each(['rgb', 'bgr', undefined] as const)('has no visibility for channels %s', (channels) => {
    const rule = { side: 4, ...(channels ? { channels } : {}) };
    expect(wholeSquare(rgb, { width: 10, height: 20 }, rule)).toEqual({ rgb });
  });
});
