/** .npz files by NumPy, sound and broken, in; proof that the right array is read, or none, out. */
import { deflateRawSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { openVectors } from '../../../src/exchange/vectors';
import { bitsOf, bitsOfBase64, bytesOf, fixture, npyOf, readGolden, refusal } from './fixtures';

const golden = await readGolden();

/** Reads everything: some faults show only at the end. */
async function readAll(bytes: Uint8Array<ArrayBuffer>): Promise<number[]> {
  return bitsOf(await openVectors(new Blob([bytes])), 2);
}

/** Where the last of these bytes stand. */
function lastOf(bytes: Uint8Array, text: string): number {
  return Buffer.from(bytes).lastIndexOf(text, undefined, 'latin1');
}

const ENTRY = 'PK\x01\x02';
const END = 'PK\x05\x06';
const END64 = 'PK\x06\x06';

describe('vectors in an .npz file', () => {
  test.each(Object.entries(golden.values).filter(([name]) => name.endsWith('.npz')))(
    '%s are those that NumPy reads, bit by bit',
    async (name, values) => {
      const vectors = await openVectors(await fixture(name));
      expect([vectors.rows, vectors.dims]).toEqual([golden.rows, golden.dims]);
      expect(await bitsOf(vectors, 2)).toEqual(bitsOfBase64(values));
      expect(await bitsOf(vectors, 100)).toEqual(bitsOfBase64(values));
    },
  );

  test('are found in a zip file with a comment', async () => {
    const bytes = await bytesOf('deflated.npz');
    new DataView(bytes.buffer).setUint16(bytes.length - 2, 9, true);
    expect(await readAll(Uint8Array.from([...bytes, ...Buffer.from('PK\x05\x06 here')]))).toHaveLength(35);
  });

  test('are found by the 64-bit fields alone, as in a file of many gigabytes', async () => {
    const bytes = await bytesOf('zip64.npz');
    bytes.fill(0xff, bytes.length - 14, bytes.length - 2);
    expect(await readAll(bytes)).toEqual(bitsOfBase64(golden.values['zip64.npz'] ?? ''));
    bytes[lastOf(bytes, END64) + 3] = 0;
    const [refused, words] = await refusal(readAll(bytes));
    expect([refused, words]).toEqual(['FileCorrupt', expect.stringContaining('zip64 end record')]);
  });

  test('are inflated block by block, more than a portion of the stream', async () => {
    const rows = 3000;
    const dims = 100;
    const values = Float32Array.from({ length: rows * dims }, (_, i) => Math.sin(i));
    const npy = new Uint8Array(await npyOf("'<f4'", `(${rows}, ${dims})`, values).arrayBuffer());
    const vectors = await openVectors(new Blob([zipOf('v.npy', npy)]));
    let at = 0;
    for await (const block of vectors.blocks(7)) {
      expect(block).toEqual(values.subarray(at, at + block.length));
      at += block.length;
    }
    expect(at).toBe(values.length);
  });
});

describe('an .npz file is refused', () => {
  test.each([
    [
      'several.npz',
      /several arrays.*: query \(5, 7\) of floats \(<f4\); gallery \(5, 7\) of floats \(<f4\); expected one/,
    ],
    ['both-called.npz', /several arrays that could be the vectors: vectors .*; embeddings/],
    ['only-integers.npz', /the array “counts” holds integers/],
    [
      'none.npz',
      /no array that could be the vectors: labels \(3,\) of integers \(<i8\); mean \(7,\) of floats/,
    ],
    ['empty.npz', /no array that could be the vectors: no arrays at all/],
  ])('%s, with its arrays named', async (name, message) => {
    const [refused, words] = await refusal(openVectors(await fixture(name)));
    expect(refused).toBe('FileUnsupported');
    expect(words).toMatch(message);
  });

  test.each(['stored.npz', 'deflated.npz', 'zip64.npz'])('wherever %s was cut off', async (name) => {
    const bytes = await bytesOf(name);
    for (let length = 6; length < bytes.length; length += 1) {
      const [refused] = await refusal(readAll(bytes.subarray(0, length)));
      expect([length, refused]).toEqual([length, 'FileCorrupt']);
    }
  });

  test('when bytes follow its end', async () => {
    const bytes = await bytesOf('deflated.npz');
    const [refused, words] = await refusal(readAll(Uint8Array.from([...bytes, 0])));
    expect(refused).toBe('FileCorrupt');
    expect(words).toContain('it is cut off, or bytes follow its end');
  });

  test.each(['stored.npz', 'deflated.npz', 'zip64.npz'])(
    'when one bit of the vectors in %s is another',
    async (name) => {
      const bytes = await bytesOf(name);
      const view = new DataView(bytes.buffer);
      const start = 30 + view.getUint16(26, true) + view.getUint16(28, true);
      const at = name === 'stored.npz' ? start + 130 : start + 150;
      bytes[at] = (bytes[at] ?? 0) ^ 4;
      const [refused, words] = await refusal(readAll(bytes));
      expect(refused).toBe('FileCorrupt');
      expect(words).toMatch(
        /checksum [0-9a-f]{8}, expected [0-9a-f]{8}|cannot be read|ends after|goes on after/,
      );
    },
  );

  test('when one array is encrypted', async () => {
    const bytes = await bytesOf('zip64.npz');
    const at = lastOf(bytes, ENTRY) + 8;
    bytes[at] = 1;
    const [refused, words] = await refusal(readAll(bytes));
    expect([refused, words]).toEqual(['FileUnsupported', expect.stringContaining('is encrypted')]);
  });

  test('when one array is compressed in another way', async () => {
    const bytes = await bytesOf('zip64.npz');
    bytes[lastOf(bytes, ENTRY) + 10] = 93;
    const [refused, words] = await refusal(readAll(bytes));
    expect([refused, words]).toEqual([
      'FileUnsupported',
      expect.stringContaining('zip method 93, expected 0'),
    ]);
  });

  test('when it is one part of several', async () => {
    const bytes = await bytesOf('deflated.npz');
    bytes[lastOf(bytes, END) + 4] = 2;
    const [refused, words] = await refusal(readAll(bytes));
    expect([refused, words]).toEqual(['FileUnsupported', expect.stringContaining('one part of several')]);
  });

  test('when its directory claims more than deflate can hold', async () => {
    const npy = new Uint8Array(await npyOf("'<f4'", '(1000000000, 4)', '').arrayBuffer());
    const bytes = zipOf('v.npy', npy, npy.length + 16_000_000_000);
    const [refused, words] = await refusal(readAll(bytes));
    expect([refused, words]).toEqual(['FileCorrupt', expect.stringMatching(/claims \d+ bytes from \d+/)]);
  });

  test.each([
    [
      'an array is longer than its header says',
      '(1, 2)',
      3,
      /goes on after its end: 12 bytes of data, expected 8/,
    ],
    ['an array is shorter than its header says', '(2, 2)', 3, /is cut off: 12 bytes of data, expected 16/],
  ])('when %s', async (_fault, shape, values, message) => {
    const npy = new Uint8Array(await npyOf("'<f4'", shape, new Float32Array(values)).arrayBuffer());
    const [refused, words] = await refusal(readAll(zipOf('v.npy', npy)));
    expect(refused).toBe('FileCorrupt');
    expect(words).toMatch(message);
  });

  test.each([
    ['fewer', -4, /goes on after its/],
    ['more', 4, /ends after \d+ bytes, expected at least/],
  ])('when its directory has %s bytes than are inflated', async (_word, off, message) => {
    const npy = new Uint8Array(
      await npyOf("'<f4'", `(${3 + off / 4}, 1)`, new Float32Array(3)).arrayBuffer(),
    );
    const [refused, words] = await refusal(readAll(zipOf('v.npy', npy, npy.length + off)));
    expect(refused).toBe('FileCorrupt');
    expect(words).toMatch(message);
  });

  test.each([
    ['its directory lists fewer arrays than it counts', END, 10, 9],
    ['its directory lies elsewhere', END, 16, 7],
    ['an array lies elsewhere', ENTRY, 42, 200],
  ])('when %s', async (_fault, mark, offset, value) => {
    const bytes = await bytesOf('deflated.npz');
    bytes[lastOf(bytes, mark) + offset] = value;
    const [refused] = await refusal(readAll(bytes));
    expect(refused).toBe('FileCorrupt');
  });
});

/** A zip file of one deflated entry, with no checksum that fits unless it is the bytes' own. */
function zipOf(name: string, bytes: Uint8Array, claimedBytes = bytes.length): Uint8Array<ArrayBuffer> {
  const packed = deflateRawSync(bytes);
  const shared = Buffer.alloc(26);
  shared.writeUInt16LE(45, 0);
  shared.writeUInt16LE(8, 4);
  shared.writeUInt32LE(crc32(bytes), 10);
  shared.writeUInt32LE(packed.length, 14);
  const isWide = claimedBytes > 0xfffffffe;
  shared.writeUInt32LE(isWide ? 0xffffffff : claimedBytes, 18);
  shared.writeUInt16LE(name.length, 22);
  const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), shared, Buffer.from(name), packed]);
  const wide = Buffer.alloc(isWide ? 12 : 0);
  if (isWide) {
    wide.writeUInt16LE(1, 0);
    wide.writeUInt16LE(8, 2);
    wide.writeBigUInt64LE(BigInt(claimedBytes), 4);
  }
  shared.writeUInt16LE(wide.length, 24);
  const directory = Buffer.concat([
    Buffer.from(`${ENTRY}\x2d\0`, 'latin1'),
    shared,
    Buffer.alloc(14),
    Buffer.from(name),
    wide,
  ]);
  const end = Buffer.alloc(22);
  end.write(END, 'latin1');
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(local.length, 16);
  return Uint8Array.from(Buffer.concat([local, directory, end]));
}

/** Bit by bit, as the standard has it. */
function crc32(bytes: Uint8Array): number {
  let rest = -1;
  for (const byte of bytes) {
    rest ^= byte;
    for (let bit = 0; bit < 8; bit += 1) rest = (rest >>> 1) ^ (rest & 1 ? 0xedb88320 : 0);
  }
  return ~rest >>> 0;
}
