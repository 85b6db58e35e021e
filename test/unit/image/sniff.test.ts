/** First bytes in; checks of the format and size read from them, and of whether the picture data is all there. */
import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { isComplete } from '../../../src/image/complete';
import { sniff } from '../../../src/image/sniff';

const FIXTURES = 'test/fixtures';

function fixture(path: string): Uint8Array {
  return new Uint8Array(readFileSync(`${FIXTURES}/${path}`));
}

function bytes(...parts: (string | number)[]): Uint8Array {
  return Uint8Array.from(
    parts.flatMap((part) =>
      typeof part === 'number' ? [part] : Array.from(part, (char) => char.charCodeAt(0)),
    ),
  );
}

const photos = readdirSync(`${FIXTURES}/image`).filter((name) => name.includes('.'));

describe('sniff', () => {
  test.each([
    ['image/jpeg-420.jpg', { format: 'jpeg', width: 240, height: 320 }],
    ['image/jpeg-progressive.jpg', { format: 'jpeg', width: 240, height: 320 }],
    ['image/exif-6.jpg', { format: 'jpeg', width: 96, height: 64 }],
    ['image/png-rgb.png', { format: 'png', width: 90, height: 130 }],
    ['image/animated.gif', { format: 'gif', width: 60, height: 40 }],
    ['image/webp-lossy.webp', { format: 'webp', width: 240, height: 320 }],
    ['image/webp-alpha.webp', { format: 'webp', width: 90, height: 130 }],
    ['image/animated.webp', { format: 'webp', width: 60, height: 40 }],
    ['image/bmp-rgb.bmp', { format: 'bmp', width: 90, height: 130 }],
    ['bad/huge.png', { format: 'png', width: 30000, height: 30000 }],
    ['bad/vector.svg', { format: 'svg' }],
    ['bad/photo.heic', { format: 'heic' }],
    ['bad/text.jpg', { format: 'text' }],
    ['bad/empty.jpg', undefined],
  ])('%s', (path, expected) => {
    expect(sniff(fixture(path))).toEqual(expected);
  });

  const avif = bytes(0, 0, 0, 24, 'ftypavif', 0, 0, 0, 0, 'mif1avif');
  const extent = (side: number): Uint8Array => bytes('ispe', 0, 0, 0, 0, 0, 0, side, 0, 0, 0, side, 0);
  test.each([
    [
      'AVIF, the largest extent',
      Uint8Array.of(...avif, ...extent(1), ...extent(9), ...extent(2)),
      'avif',
      2304,
    ],
    ['AVIF without an extent', avif, 'avif', undefined],
    ['TIFF, little-endian', bytes('II*', 0, 8, 0, 0, 0), 'tiff', undefined],
    ['TIFF, big-endian', bytes('MM', 0, '*', 0, 0, 0, 8), 'tiff', undefined],
    ['PSD', bytes('8BPS', 0, 1), 'psd', undefined],
    ['PDF', bytes('%PDF-1.7'), 'pdf', undefined],
    ['HTML', bytes('<!doctype html><svg>'), 'text', undefined],
    ['SVG behind a byte order mark and space', bytes(0xef, 0xbb, 0xbf, ' \n<SVG>'), 'svg', undefined],
    ['XML that is no SVG', bytes('<?xml version="1.0"?><feed/>'), 'text', undefined],
    ['PNG cut in its header', bytes(0x89, 'PNG\r\n', 0x1a, '\n', 0, 0), 'png', undefined],
    ['JPEG cut in its header', bytes(0xff, 0xd8, 0xff, 0xe0, 0, 16, 'JF'), 'jpeg', undefined],
    ['GIF cut in its header', bytes('GIF89a', 1), 'gif', undefined],
    ['WebP cut in its header', bytes('RIFF', 0, 0, 0, 0, 'WEBPVP8 '), 'webp', undefined],
  ])('%s', (_, head, format, width) => {
    expect(sniff(head)).toEqual(width === undefined ? { format } : { format, width, height: width });
  });

  test.each([
    ['a video', bytes(0, 0, 0, 16, 'ftypmp42', 0, 0, 0, 0)],
    ['a zip', bytes('PK', 3, 4, 0, 0, 0, 0)],
    ['a box of absurd length', bytes(0xff, 0xff, 0xff, 0xff, 'ftyp')],
  ])('%s is none of them', (_, head) => {
    expect(sniff(head)).toBeUndefined();
  });

  test('no beginning of any photo throws, or is taken for another photo', () => {
    for (const name of photos) {
      const whole = fixture(`image/${name}`);
      const seen = new Set<string | undefined>();
      for (let length = 0; length < Math.min(whole.length, 600); length++) {
        seen.add(sniff(whole.slice(0, length))?.format);
      }
      const allowed = [undefined, 'text', sniff(whole)?.format];
      expect([...seen].filter((format) => !allowed.includes(format))).toEqual([]);
    }
  });
});

describe('isComplete', () => {
  test.each(photos)('%s is, and with bytes after its end too', (name) => {
    const whole = fixture(`image/${name}`);
    const { format } = sniff(whole)!;
    expect(isComplete(whole, format)).toBe(true);
    expect(isComplete(Uint8Array.of(...whole, ...new Uint8Array(100)), format)).toBe(true);
  });

  test.each(['jpeg-420.jpg', 'jpeg-progressive.jpg', 'png-rgb.png', 'webp-lossy.webp', 'bmp-rgb.bmp'])(
    '%s is not, cut anywhere',
    (name) => {
      const whole = fixture(`image/${name}`);
      const { format } = sniff(whole)!;
      for (let length = 40; length < whole.length - 12; length += 97) {
        expect(isComplete(whole.slice(0, length), format)).toBe(false);
      }
      expect(isComplete(whole.slice(0, whole.length - 12), format)).toBe(false);
    },
  );

  test('a GIF needs its first frame only', () => {
    const whole = fixture('image/animated.gif');
    expect(isComplete(whole.slice(0, whole.length - 100), 'gif')).toBe(true);
    expect(isComplete(whole.slice(0, 900), 'gif')).toBe(false);
  });

  test("the end of an embedded thumbnail is not the photo's", () => {
    const whole = fixture('image/jpeg-420.jpg');
    const thumbnail = fixture('image/exif-1.jpg');
    const length = thumbnail.length + 2;
    const segment = Uint8Array.of(0xff, 0xe1, length >> 8, length & 255, ...thumbnail);
    const joined = Uint8Array.of(...whole.slice(0, 2), ...segment, ...whole.slice(2));
    expect(sniff(joined)).toEqual({ format: 'jpeg', width: 240, height: 320 });
    expect(isComplete(joined, 'jpeg')).toBe(true);
    expect(isComplete(joined.slice(0, joined.length - 100), 'jpeg')).toBe(false);
  });
});
