/** Checks whether the bytes of a photo hold all of its picture data. */
import { readJpegHeader } from './jpeg-header';
import type { Format } from './sniff';

/**
 * Whether a photo's data reaches its end. Browsers decode the half that is there and leave the rest grey or transparent
 * without an error. Half a photo would give a wrong embedding that looks like a right one. Bytes after the end
 * (padding, a phone's appended video) do no harm.
 *
 * @param bytes the whole file.
 * @returns true for formats whose decoders refuse truncated data by themselves.
 */
export function isComplete(bytes: Uint8Array, format: Format): boolean {
  switch (format) {
    case 'jpeg':
      return endsJpeg(bytes);
    case 'png':
      return endsPng(bytes);
    case 'gif':
      return endsGifFrame(bytes);
    case 'webp':
      return endsWebp(bytes);
    case 'bmp':
      return endsBmp(bytes);
    default:
      return true;
  }
}

/** Within picture data a byte 0xff is followed by zero or a restart marker, so FF D9 after its start is the end. */
function endsJpeg(bytes: Uint8Array): boolean {
  const { scanStart } = readJpegHeader(bytes);
  if (scanStart === undefined) return false;
  for (let at = bytes.indexOf(0xff, scanStart); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    if (bytes[at + 1] === 0xd9) return true;
  }
  return false;
}

/** Walks the chunks: length, type, data, checksum. An `IEND` that is not reached this way belongs to something else. */
function endsPng(bytes: Uint8Array): boolean {
  const view = viewOf(bytes);
  let at = 8;
  while (at + 8 <= bytes.length) {
    if (view.getUint32(at + 4) === 0x49454e44) return true;
    at += 12 + view.getUint32(at);
  }
  return false;
}

/** The container's header gives its size; some encoders count a padding byte that they do not write. */
function endsWebp(bytes: Uint8Array): boolean {
  return bytes.length >= 12 && bytes.length + 1 >= viewOf(bytes).getUint32(4, true) + 8;
}

/** Walks the blocks of a GIF up to the end of its first frame, the only one used. */
function endsGifFrame(bytes: Uint8Array): boolean {
  const colourTableBytes = (flags: number): number => (flags & 0x80 ? 3 << ((flags & 7) + 1) : 0);
  let at = 13 + colourTableBytes(bytes[10] ?? 0);
  while (at < bytes.length) {
    const block = bytes[at];
    const isFrame = block === 0x2c;
    const isExtension = block === 0x21;
    if (!isFrame && !isExtension) return false;
    at += isFrame ? 10 + colourTableBytes(bytes[at + 9] ?? 0) + 1 : 2;
    let size = bytes[at];
    while (size) {
      at += 1 + size;
      size = bytes[at];
    }
    if (isFrame) return size === 0;
    at += 1;
  }
  return false;
}

/** Compressed rows have no size known beforehand; plain ones are padded to four bytes. */
function endsBmp(bytes: Uint8Array): boolean {
  const view = viewOf(bytes);
  const hasInfoHeader = bytes.length >= 34 && view.getUint32(14, true) >= 40;
  if (!hasInfoHeader) return true;
  const compression = view.getUint32(30, true);
  const isPlain = compression === 0 || compression === 3;
  if (!isPlain) return true;
  const rowBytes = Math.ceil((view.getInt32(18, true) * view.getUint16(28, true)) / 32) * 4;
  return bytes.length >= view.getUint32(10, true) + rowBytes * Math.abs(view.getInt32(22, true));
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
