/** Computes the CRC-32, as zip files have it, of bytes that come in portions. */

/** The polynomial of ISO 3309, bits reversed. */
const POLYNOMIAL = 0xedb88320;
/** Bytes taken at once: at least twice as fast as one by one, and a file may have gigabytes. */
const STRIDE = 8;

/** uint32 [STRIDE, 256]: what a byte leaves behind after as many bytes of zeros as its row says. */
const TABLE = new Uint32Array(STRIDE * 256);
for (let byte = 0; byte < 256; byte += 1) {
  let rest = byte;
  for (let bit = 0; bit < 8; bit += 1) rest = rest & 1 ? POLYNOMIAL ^ (rest >>> 1) : rest >>> 1;
  TABLE[byte] = rest;
}
for (let at = 256; at < TABLE.length; at += 1) {
  const before = TABLE[at - 256]!;
  TABLE[at] = TABLE[before & 0xff]! ^ (before >>> 8);
}

/** A checksum that grows with the bytes of a stream. */
export class Crc32 {
  #rest = 0xffffffff;

  /** The CRC-32 of all bytes so far: uint32. */
  get value(): number {
    return ~this.#rest >>> 0;
  }

  update(bytes: Uint8Array): void {
    let rest = this.#rest;
    let at = 0;
    for (const end = bytes.length - STRIDE; at <= end; at += STRIDE) {
      rest ^= bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24);
      rest =
        TABLE[0x700 | (rest & 0xff)]! ^
        TABLE[0x600 | ((rest >>> 8) & 0xff)]! ^
        TABLE[0x500 | ((rest >>> 16) & 0xff)]! ^
        TABLE[0x400 | (rest >>> 24)]! ^
        TABLE[0x300 | bytes[at + 4]!]! ^
        TABLE[0x200 | bytes[at + 5]!]! ^
        TABLE[0x100 | bytes[at + 6]!]! ^
        TABLE[bytes[at + 7]!]!;
    }
    for (; at < bytes.length; at += 1) rest = TABLE[(rest ^ bytes[at]!) & 0xff]! ^ (rest >>> 8);
    this.#rest = rest;
  }
}
