/** Reads names with their positions from a .npy file of strings. */
import { refusal } from '../contract/reasons';
import { NpyArray, npyFile } from './npy-array';
import { dtypeName, type NpyDtype } from './npy-dtype';
import type { PlacedName } from './placed-names';

/** Bytes read at once. */
const BLOCK_BYTES = 1_048_576;
const CODE_POINT_BYTES = 4;

/**
 * Names of a one-dimensional array of strings (`U`, UTF-32) or bytes strings (`S`, read as UTF-8), without the NULs
 * that fill an item up.
 *
 * Rejects with `FileUnsupported` where the array is another, with `NamesInvalid` where an item is no text, with
 * `FileCorrupt`, `PhotoUnreadable`.
 */
export async function readNpyNames(file: Blob): Promise<readonly PlacedName[]> {
  const array = await NpyArray.open(npyFile(file));
  const { dtype, shape } = array.header;
  if (dtype.kind !== 'U' && dtype.kind !== 'S') {
    throw refusal('FileUnsupported', { code: 'names-dtype', dtype: dtypeName(dtype) });
  }
  if (shape.length !== 1) {
    throw refusal('FileUnsupported', { code: 'names-shape', shape });
  }
  array.refuseWrongSize();
  const [count = 0] = shape;
  // items of zero bytes fill no block: all of them are empty names
  if (dtype.itemBytes === 0)
    return Array.from({ length: Math.min(count, 1) }, () => ({ name: '', place: 1 }));
  const decode = dtype.kind === 'U' ? utf32Decoder(dtype) : utf8Decoder();
  const names: PlacedName[] = [];
  for await (const block of array.blocks(Math.ceil(BLOCK_BYTES / dtype.itemBytes) * dtype.itemBytes)) {
    for (let at = 0; at < block.length; at += dtype.itemBytes) {
      const place = names.length + 1;
      const name = decode(block.subarray(at, at + dtype.itemBytes));
      if (name === undefined) {
        const form = dtype.kind === 'U' ? 'unicode' : 'utf8';
        throw refusal('NamesInvalid', { code: 'name-bytes', place, form });
      }
      names.push({ name, place });
    }
  }
  return names;
}

/** Undefined where the bytes are no text. */
type Decoder = (item: Uint8Array<ArrayBuffer>) => string | undefined;

function utf8Decoder(): Decoder {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  return (item) => {
    let length = item.length;
    while (length > 0 && item[length - 1] === 0) length -= 1;
    try {
      return decoder.decode(item.subarray(0, length));
    } catch {
      return undefined;
    }
  };
}

function utf32Decoder({ isBigEndian }: NpyDtype): Decoder {
  return (item) => {
    const view = new DataView(item.buffer, item.byteOffset, item.length);
    const points: number[] = [];
    for (let at = 0; at < item.length; at += CODE_POINT_BYTES) points.push(view.getUint32(at, !isBigEndian));
    while (points.at(-1) === 0) points.pop();
    return points.every(isCharacter) ? String.fromCodePoint(...points) : undefined;
  };
}

/** Half a surrogate pair is no character, and no text file could hold it. */
function isCharacter(point: number): boolean {
  return point <= 0x10ffff && (point < 0xd800 || point > 0xdfff);
}
