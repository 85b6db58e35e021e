/** .npy files by NumPy and by hand in; proof that their vectors are read as NumPy reads them, or refused, out. */
import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { openVectors } from '../../../src/exchange/vectors';
import { bitsOf, bitsOfBase64, bytesOf, fixture, npyOf, npyWith, readGolden, refusal } from './fixtures';

const golden = await readGolden();
const FLOAT32 = 'float32-little.npy';

/** Counts the bytes that are read of it. */
class CountedFile extends Blob {
  readBytes = 0;

  override slice(from = 0, to = this.size): Blob {
    const part = super.slice(from, to);
    this.readBytes += part.size;
    return part;
  }

  override stream(): never {
    throw new Error('a whole file in one stream');
  }

  override arrayBuffer(): never {
    throw new Error('a whole file in one buffer');
  }
}

describe('vectors in a .npy file', () => {
  test.each(Object.entries(golden.values).filter(([name]) => name.endsWith('.npy')))(
    '%s are those that NumPy reads, bit by bit',
    async (name, values) => {
      const vectors = await openVectors(await fixture(name));
      expect([vectors.rows, vectors.dims]).toEqual([golden.rows, golden.dims]);
      expect(name).toContain(name.startsWith('version') ? 'version' : vectors.dtype);
      expect(await bitsOf(vectors, 100)).toEqual(bitsOfBase64(values));
    },
  );

  test.each([1, 2, 3, 5, 6])('come in blocks of %i rows, the last one shorter', async (rowsPerBlock) => {
    const vectors = await openVectors(await fixture(FLOAT32));
    const lengths: number[] = [];
    for await (const block of vectors.blocks(rowsPerBlock)) lengths.push(block.length / vectors.dims);
    const whole = Math.floor(5 / rowsPerBlock);
    expect(lengths).toEqual([
      ...Array<number>(whole).fill(rowsPerBlock),
      ...(5 % rowsPerBlock ? [5 % rowsPerBlock] : []),
    ]);
    expect(await bitsOf(vectors, rowsPerBlock)).toEqual(bitsOfBase64(golden.values[FLOAT32] ?? ''));
  });

  test('come in blocks that are the receiver’s own', async () => {
    const vectors = await openVectors(await fixture(FLOAT32));
    const blocks: Float32Array<ArrayBuffer>[] = [];
    for await (const block of vectors.blocks(1)) {
      blocks.push(structuredClone(block, { transfer: [block.buffer] }));
      expect(block.length).toBe(0);
    }
    expect(blocks.map((block) => block.length)).toEqual([7, 7, 7, 7, 7]);
  });

  test('of 16 bits are widened exactly, every one of them', async () => {
    const halves = Uint16Array.from({ length: 65_536 }, (_, bits) => bits);
    const vectors = await openVectors(npyOf("'<f2'", '(256, 256)', halves));
    const hash = createHash('sha256');
    for await (const block of vectors.blocks(10))
      hash.update(block.map((value) => (Number.isNaN(value) ? 0 : value)));
    expect(hash.digest('hex')).toBe(golden.widenedHalves);
  });

  test('of 64 bits past the range of float32 become infinite', async () => {
    const vectors = await openVectors(npyOf("'<f8'", '(1, 2)', Float64Array.of(1e39, Number.NaN)));
    const { value } = await vectors.blocks(1).next();
    expect([...(value ?? [])]).toEqual([Infinity, Number.NaN]);
  });

  test('are read without the file’s name being asked', async () => {
    const vectors = await openVectors(new Blob([await bytesOf(FLOAT32)]));
    expect(vectors.rows).toBe(5);
  });

  test('may be none', async () => {
    const vectors = await openVectors(npyOf("'<f4'", '(0, 3)', ''));
    expect([vectors.rows, vectors.dims, await bitsOf(vectors, 4)]).toEqual([0, 3, []]);
  });

  test('may have a header as Python 2 wrote it', async () => {
    const vectors = await openVectors(
      npyWith(`{"shape": (1L, 2L), "fortran_order": False, "descr": "<f4"}`, new Float32Array(2)),
    );
    expect([vectors.rows, vectors.dims]).toEqual([1, 2]);
  });

  test('are read from the first byte on by every loop, also behind one that was left', async () => {
    const vectors = await openVectors(await fixture(FLOAT32));
    for await (const block of vectors.blocks(2)) {
      expect(block.length).toBe(14);
      break;
    }
    expect(await bitsOf(vectors, 2)).toEqual(bitsOfBase64(golden.values[FLOAT32] ?? ''));
  });

  test('are never read further than a block and a megabyte', async () => {
    const [rows, dims, aheadBytes] = [256, 16_384, 1_050_000];
    const made = npyOf("'<f4'", `(${rows}, ${dims})`, new Float32Array(rows * dims));
    const file = new CountedFile([made]);
    const vectors = await openVectors(file);
    expect(file.readBytes).toBeLessThan(aheadBytes);
    file.readBytes = 0;
    const blocks = vectors.blocks(20);
    for (let block = 1; block <= 3; block += 1) {
      await blocks.next();
      expect(file.readBytes).toBeLessThan(block * 20 * dims * 4 + aheadBytes);
    }
    await blocks.return();
  });

  test.each([0, -1, 1.5, Number.NaN])('are not given in blocks of %d rows', async (rowsPerBlock) => {
    const vectors = await openVectors(await fixture(FLOAT32));
    await expect(vectors.blocks(rowsPerBlock).next()).rejects.toThrow(RangeError);
  });
});

describe('what is no array of vectors is refused', () => {
  test.each([
    ['fortran.npy', /Fortran order.*expected C order/],
    ['int64.npy', /holds integers \(<i8\), expected float16, float32 or float64/],
    ['uint8.npy', /holds unsigned integers \(\|u1\)/],
    ['bool.npy', /holds booleans/],
    ['complex64.npy', /holds complex numbers \(<c8\)/],
    ['longdouble.npy', /holds floats \(<f16\), expected float16, float32 or float64/],
    ['dates.npy', /holds dates \(<M8\[ns\]\)/],
    ['structured.npy', /holds a structured type/],
    ['structured-utf8.npy', /holds a structured type/],
    ['objects.npy', /holds Python objects/],
    ['strings.npy', /holds strings \(<U1\)/],
    ['shape-0.npy', /has the shape \(\), expected two dimensions/],
    ['shape-1.npy', /has the shape \(7,\), expected two dimensions/],
    ['shape-3.npy', /has the shape \(5, 7, 1\), expected two dimensions/],
    ['no-dims.npy', /has the shape \(5, 0\), expected at least one value/],
  ])('%s', async (name, message) => {
    const [refused, words] = await refusal(openVectors(await fixture(name)));
    expect(refused).toBe('FileUnsupported');
    expect(words).toMatch(message);
  });

  test.each([
    ['an empty file', '', /is empty, expected vectors as .npy or .npz/],
    ['a text', 'id,price\n', /starts with "id,pri"/],
    ['another magic', '\x92NUMPY\x01\0', /expected vectors as .npy or .npz/],
    ['a gzip file', '\x1f\x8b\x08\0\0\0\0', /expected vectors as .npy or .npz/],
  ])('%s', async (_what, latin1, message) => {
    const file = new Blob([Uint8Array.from(latin1, (character) => character.charCodeAt(0))]);
    const [refused, words] = await refusal(openVectors(file));
    expect(refused).toBe('FileUnsupported');
    expect(words).toMatch(message);
  });

  test.each([
    [0, 0],
    [1, 1],
    [4, 0],
  ])('format version %i.%i', async (major, minor) => {
    const bytes = await bytesOf(FLOAT32);
    bytes.set([major, minor], 6);
    const [refused, words] = await refusal(openVectors(new Blob([bytes])));
    expect(refused).toBe('FileUnsupported');
    expect(words).toContain(`format ${major}.${minor}, expected 1.0, 2.0 or 3.0`);
  });

  test.each(["'=f4'", "'f4'", "'<q4'", "'<f'", "'<f4 '", '4'])('the type %s', async (descr) => {
    const [refused] = await refusal(openVectors(npyOf(descr, '(1, 1)', new Float32Array(1))));
    expect(refused).toBe('FileUnsupported');
  });
});

describe('a damaged file is refused', () => {
  test('wherever it was cut off, before a row is read', async () => {
    const bytes = await bytesOf(FLOAT32);
    for (let length = 6; length < bytes.length; length += 1) {
      const [refused, words] = await refusal(openVectors(new Blob([bytes.subarray(0, length)])));
      expect([length, refused]).toEqual([length, 'FileCorrupt']);
      expect(words).toMatch(
        length < 128
          ? /ends after \d+ bytes, expected at least \d+/
          : /is cut off: \d+ bytes of data, expected 140/,
      );
    }
  });

  test('when something follows its data', async () => {
    const [refused, words] = await refusal(openVectors(new Blob([await bytesOf(FLOAT32), '\n'])));
    expect(refused).toBe('FileCorrupt');
    expect(words).toContain(
      'goes on after its end: 141 bytes of data, expected 140 for (5, 7) of floats (<f4)',
    );
  });

  test.each([
    ['{', /header without type, order and shape/],
    ['', /header without/],
    ["{'descr': '<f4', 'fortran_order': False, }", /header without/],
    ["{'descr': '<f4', 'fortran_order': 0, 'shape': (1, 1), }", /header without/],
    ["{'descr': '<f4', 'fortran_order': False, 'shape': (1, -1), }", /header without/],
    ["{'descr': '<f4', 'fortran_order': False, 'shape': (1, 1), } again", /header without/],
    ["{'descr': '<f4', 'fortran_order': False, 'shape': (1, 99999999999999999999), }", /header without/],
    ["{'descr': '<f4', 'fortran_order': False, 'shape': __import__('os'), }", /header without/],
    ['('.repeat(60_000), /header without/],
    [
      "{'descr': '<f4', 'fortran_order': False, 'shape': (9007199254740991, 9007199254740991), }",
      /is cut off/,
    ],
  ])('with the header %.70s', async (header, message) => {
    const [refused, words] = await refusal(openVectors(npyWith(header, new Float32Array(1))));
    expect(refused).toBe('FileCorrupt');
    expect(words).toMatch(message);
  });

  test('with a header that claims gigabytes', async () => {
    const bytes = await bytesOf('version-2.npy');
    new DataView(bytes.buffer).setUint32(8, 0xfffffff0, true);
    const [refused, words] = await refusal(openVectors(new Blob([bytes])));
    expect([refused, words]).toEqual(['FileUnsupported', expect.stringContaining('expected at most 65536')]);
  });

  test('by another name when it has gone or changed since it was chosen', async () => {
    class Gone extends Blob {
      override slice(): Blob {
        const part = super.slice();
        part.arrayBuffer = () => Promise.reject(new DOMException('no longer there', 'NotReadableError'));
        return part;
      }
    }
    const [refused] = await refusal(openVectors(new Gone([await bytesOf(FLOAT32)])));
    expect(refused).toBe('PhotoUnreadable');
  });
});
