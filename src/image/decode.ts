/** Decodes a photo's bytes to an upright ImageBitmap, or rejects with the reason why it cannot. */
import { LookalikeError } from '../shared/errors';
import { isComplete } from './complete';
import { sniff } from './sniff';
import type { Format } from './sniff';

/** 100 megapixels are 400 MB of decoded bytes. */
const MAX_PIXELS = 100e6;
const MAX_SIDE = 20_000;
const MAX_BYTES = 200e6;
/** The slowest allowed photo decodes in a few seconds; a decoder that is silent for longer is stuck. */
const DECODE_TIMEOUT_MS = 30_000;

/** Formats that the browser's decoder is given. The value is the error's name if decoding fails. */
const DECODED: Partial<Record<Format, 'PhotoCorrupt' | 'PhotoUnsupported'>> = {
  jpeg: 'PhotoCorrupt',
  png: 'PhotoCorrupt',
  gif: 'PhotoCorrupt',
  webp: 'PhotoCorrupt',
  bmp: 'PhotoCorrupt',
  avif: 'PhotoCorrupt',
  heic: 'PhotoUnsupported',
  jxl: 'PhotoUnsupported',
};

/** Some browsers choose the decoder by the Blob's type, which comes from the file's name and may be wrong. */
const MIME_TYPES: Partial<Record<Format, string>> = { heic: 'image/heic', jxl: 'image/jxl' };

/**
 * Decodes a photo in the browser, upright by its EXIF orientation; of an animation the first frame. Colour profiles
 * and alpha are settled when its rows are read, by `BitmapRows`.
 * @returns a bitmap that the caller owns and must `close()`.
 * @throws PhotoEmpty, PhotoNotAnImage, PhotoUnsupported, PhotoCorrupt, PhotoTooLarge, PhotoUnreadable
 */
export async function decode(photo: Blob): Promise<ImageBitmap> {
  if (photo.size === 0) throw new LookalikeError('PhotoEmpty', 'expected a photo, got 0 bytes');
  if (photo.size > MAX_BYTES) {
    throw new LookalikeError('PhotoTooLarge', `expected at most ${MAX_BYTES} bytes, got ${photo.size}`);
  }
  const bytes = await read(photo);
  const sniffed = sniff(bytes);
  if (!sniffed || sniffed.format === 'text' || sniffed.format === 'pdf') {
    throw new LookalikeError(
      'PhotoNotAnImage',
      `expected an image, got ${sniffed?.format ?? 'unknown bytes'}`,
    );
  }
  const { format, width, height } = sniffed;
  const meaning = DECODED[format];
  if (!meaning) throw new LookalikeError('PhotoUnsupported', `${format} is not decoded`);
  if (width !== undefined && height !== undefined) refuseTooLarge(width, height);
  if (!isComplete(bytes, format))
    throw new LookalikeError('PhotoCorrupt', `the ${format} data ends too early`);

  const type = MIME_TYPES[format] ?? `image/${format}`;
  let bitmap: ImageBitmap;
  try {
    bitmap = await withTimeout(
      createImageBitmap(photo.type === type ? photo : photo.slice(0, photo.size, type), {
        imageOrientation: 'from-image',
        // Premultiplied by the decoder, soft edges come back up to two levels off.
        premultiplyAlpha: 'none',
        colorSpaceConversion: 'default',
      }),
    );
  } catch (cause) {
    throw new LookalikeError(meaning, `the browser does not decode this ${format}: ${String(cause)}`, {
      cause,
    });
  }
  try {
    refuseTooLarge(bitmap.width, bitmap.height);
  } catch (error) {
    bitmap.close();
    throw error;
  }
  return bitmap;
}

async function read(photo: Blob): Promise<Uint8Array> {
  try {
    return new Uint8Array(await photo.arrayBuffer());
  } catch (cause) {
    throw new LookalikeError('PhotoUnreadable', `the file cannot be read: ${String(cause)}`, { cause });
  }
}

function refuseTooLarge(width: number, height: number): void {
  if (Math.max(width, height) <= MAX_SIDE && width * height <= MAX_PIXELS) return;
  throw new LookalikeError(
    'PhotoTooLarge',
    `expected at most ${MAX_PIXELS} pixels and ${MAX_SIDE} px a side, got ${width} x ${height}`,
  );
}

/** Closes a bitmap that arrives after the timeout, so that its memory is not held until the next garbage collection. */
async function withTimeout(decoding: Promise<ImageBitmap>): Promise<ImageBitmap> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`no answer in ${DECODE_TIMEOUT_MS} ms`));
      decoding.then(
        (late) => late.close(),
        () => undefined,
      );
    }, DECODE_TIMEOUT_MS);
  });
  try {
    return await Promise.race([decoding, timeout]);
  } finally {
    clearTimeout(timer);
  }
}
