/** Converts floats of any width and byte order to float32 of this machine. */
import { halfTable } from '../shared/half';
import type { NpyDtype } from './npy-dtype';

const IS_BIG_ENDIAN_HERE = new Uint8Array(new Uint16Array([1]).buffer)[0] === 0;

/**
 * float16 is widened exactly. float64 is rounded to the nearest float32, so a value past 3.4e38 becomes infinite, which
 * the index refuses.
 *
 * @param bytes whole items from offset 0 of their own buffer. The function owns them from now on: float32 stays in
 * place, its bytes reversed if the order is not this machine's.
 * @param dtype floats of 2, 4 or 8 bytes.
 * @returns the receiver owns it.
 */
export function toFloat32(bytes: Uint8Array<ArrayBuffer>, dtype: NpyDtype): Float32Array<ArrayBuffer> {
  if (dtype.isBigEndian !== IS_BIG_ENDIAN_HERE) turnBytes(bytes, dtype.itemBytes);
  if (dtype.itemBytes === 4) return new Float32Array(bytes.buffer);
  if (dtype.itemBytes === 8) return new Float32Array(new Float64Array(bytes.buffer));
  const halves = new Uint16Array(bytes.buffer);
  const widened = new Float32Array(halves.length);
  const table = halfTable();
  for (let i = 0; i < halves.length; i += 1) widened[i] = table[halves[i]!]!;
  return widened;
}

/** Reverses the bytes of each item, in place. */
function turnBytes(bytes: Uint8Array, itemBytes: number): void {
  for (let start = 0; start < bytes.length; start += itemBytes) {
    for (let left = start, right = start + itemBytes - 1; left < right; left += 1, right -= 1) {
      const byte = bytes[left]!;
      bytes[left] = bytes[right]!;
      bytes[right] = byte;
    }
  }
}
