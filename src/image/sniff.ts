/** Recognises a file's format by its first bytes, and its size in pixels where the header gives it cheaply. */
import { readJpegHeader } from './jpeg-header';

/**
 * The formats that `sniff` recognises. Those that no browser may decode here are listed so that they are refused by
 * name.
 */
export type Format =
  | 'jpeg'
  | 'png'
  | 'gif'
  | 'webp'
  | 'bmp'
  | 'avif'
  | 'heic'
  | 'jxl'
  | 'jp2'
  | 'tiff'
  | 'ico'
  | 'psd'
  | 'svg'
  | 'pdf'
  | 'text';

/** What the first bytes say. */
export interface Sniffed {
  readonly format: Format;
  /** As stored, before any orientation, in pixels. Width and height are both there or both absent. */
  readonly width?: number;
  readonly height?: number;
}

/** How far a text is read for the `<svg` that may stand behind a declaration and comments. */
const TEXT_BYTES = 4096;
const HEIC_BRANDS = new Set(['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'hevm', 'hevs', 'mif1', 'msf1']);

/**
 * Recognises the format by content, never by name or MIME type, so that a file can be refused before a decoder sees it.
 *
 * @param head from the file's first byte on; 4 KB are enough for a format, a JPEG's or AVIF's size may stand later.
 * @returns undefined where the bytes are none of the known formats.
 */
export function sniff(head: Uint8Array): Sniffed | undefined {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  const start = latin1(head, 0, 16);
  if (start.startsWith('\xff\xd8\xff')) {
    const { width, height } = readJpegHeader(head);
    return sized('jpeg', width, height);
  }
  if (start.startsWith('\x89PNG\r\n\x1a\n')) {
    return head.length >= 24 ? sized('png', view.getUint32(16), view.getUint32(20)) : { format: 'png' };
  }
  if (start.startsWith('GIF87a') || start.startsWith('GIF89a')) {
    return head.length >= 10
      ? sized('gif', view.getUint16(6, true), view.getUint16(8, true))
      : { format: 'gif' };
  }
  if (start.startsWith('RIFF') && start.slice(8, 12) === 'WEBP') return sniffWebp(head, view);
  if (start.startsWith('BM') && head.length >= 26 && view.getUint32(6, true) === 0) return sniffBmp(view);
  if (start.slice(4, 8) === 'ftyp') return sniffBoxes(head, view);
  if (start.startsWith('II*\0') || start.startsWith('MM\0*') || start.startsWith('II+\0'))
    return { format: 'tiff' };
  if (start.startsWith('8BPS')) return { format: 'psd' };
  if (start.startsWith('%PDF-')) return { format: 'pdf' };
  if (start.startsWith('\xff\x0a') || start.startsWith('\0\0\0\x0cJXL ')) return { format: 'jxl' };
  if (start.startsWith('\0\0\0\x0cjP  ') || start.startsWith('\xff\x4f\xff\x51')) return { format: 'jp2' };
  if (start.startsWith('\0\0\x01\0')) return { format: 'ico' };
  return sniffText(head);
}

/** WebP container specification: lossy `VP8 `, lossless `VP8L`, extended `VP8X`. */
function sniffWebp(head: Uint8Array, view: DataView): Sniffed {
  if (head.length < 30) return { format: 'webp' };
  const chunk = latin1(head, 12, 16);
  if (chunk === 'VP8 ') {
    return sized('webp', view.getUint16(26, true) & 0x3fff, view.getUint16(28, true) & 0x3fff);
  }
  if (chunk === 'VP8L') {
    const bits = view.getUint32(21, true);
    return sized('webp', (bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1);
  }
  if (chunk === 'VP8X') {
    const width = (view.getUint32(24, true) & 0xffffff) + 1;
    const height = (view.getUint32(26, true) >>> 8) + 1;
    return sized('webp', width, height);
  }
  return { format: 'webp' };
}

function sniffBmp(view: DataView): Sniffed {
  const isCoreHeader = view.getUint32(14, true) === 12;
  if (isCoreHeader) return sized('bmp', view.getUint16(18, true), view.getUint16(20, true));
  // A negative height says that rows are stored from the top.
  return sized('bmp', Math.abs(view.getInt32(18, true)), Math.abs(view.getInt32(22, true)));
}

/** ISO base media files: the brands of the first box tell AVIF and HEIC from each other and from videos. */
function sniffBoxes(head: Uint8Array, view: DataView): Sniffed | undefined {
  const brands: string[] = [];
  const end = Math.min(view.getUint32(0), head.length);
  for (let at = 8; at + 4 <= end; at += 4) {
    const isMinorVersion = at === 12;
    if (!isMinorVersion) brands.push(latin1(head, at, at + 4));
  }
  if (brands.includes('avif') || brands.includes('avis')) return sized('avif', ...largestExtent(head, view));
  return brands.some((brand) => HEIC_BRANDS.has(brand)) ? { format: 'heic' } : undefined;
}

/** The largest `ispe` box: tiles, alpha planes and thumbnails have smaller ones of their own. */
function largestExtent(head: Uint8Array, view: DataView): [number?, number?] {
  let largest: [number?, number?] = [];
  let area = -1;
  for (let at = head.indexOf(0x69); at >= 0 && at + 16 <= head.length; at = head.indexOf(0x69, at + 1)) {
    if (latin1(head, at, at + 4) !== 'ispe') continue;
    const width = view.getUint32(at + 8);
    const height = view.getUint32(at + 12);
    if (width * height > area) {
      area = width * height;
      largest = [width, height];
    }
  }
  return largest;
}

function sniffText(head: Uint8Array): Sniffed | undefined {
  const beginning = head.subarray(0, TEXT_BYTES);
  if (beginning.length === 0 || beginning.includes(0)) return undefined;
  // The decoder drops a byte order mark.
  const text = new TextDecoder().decode(beginning).trimStart().toLowerCase();
  const isSvg = text.startsWith('<svg') || (/^<(\?xml|!--|!doctype svg)/.test(text) && text.includes('<svg'));
  return { format: isSvg ? 'svg' : 'text' };
}

function sized(format: Format, width: number | undefined, height: number | undefined): Sniffed {
  return width !== undefined && height !== undefined ? { format, width, height } : { format };
}

function latin1(bytes: Uint8Array, from: number, to: number): string {
  return String.fromCharCode(...bytes.subarray(from, to));
}
