/** Reads a JPEG's size in pixels and the offset of its picture data. */

/** What a JPEG's segments say before its first scan. */
export interface JpegHeader {
  /** As stored, before the EXIF orientation, in pixels; absent where the frame header was not reached. */
  readonly width?: number;
  readonly height?: number;
  /** Offset of the first scan's data; absent where the scan header was not reached. */
  readonly scanStart?: number;
}

const START_OF_SCAN = 0xda;
const NOT_FRAMES = new Set([0xc4, 0xc8, 0xcc]);

/**
 * Walks the segments (ITU T.81, annex B) instead of searching for markers, because EXIF segments hold a whole second
 * JPEG: the thumbnail, with a frame header and an end marker of its own.
 * @param bytes from the file's first byte on; may end anywhere.
 */
export function readJpegHeader(bytes: Uint8Array): JpegHeader {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let size: { width: number; height: number } | undefined;
  let at = 2;
  while (at + 4 <= bytes.length) {
    if (bytes[at] !== 0xff) break;
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const isBare = marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8);
    if (isBare) {
      at += 2;
      continue;
    }
    const length = view.getUint16(at + 2);
    if (marker === START_OF_SCAN) return { ...size, scanStart: at + 2 + length };
    const isFrame = marker >= 0xc0 && marker <= 0xcf && !NOT_FRAMES.has(marker);
    if (isFrame && at + 9 <= bytes.length) {
      size = { height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
    }
    at += 2 + length;
  }
  return { ...size };
}
