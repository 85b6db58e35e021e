/** Files of names in; proof that each name is read as it stands, or the place of the fault told, out. */
import { describe, expect, test } from 'vitest';
import { readNames } from '../../../src/exchange/names';
import { bytesOf, fixture, npyOf, readGolden, refusal } from './fixtures';

const golden = await readGolden();

function text(content: BlobPart, name = 'names.txt'): File {
  return new File([content], name);
}

describe('names in a .npy file', () => {
  test.each(['names-u-little.npy', 'names-u-big.npy', 'names-s.npy'])(
    '%s are those that NumPy has',
    async (name) => {
      expect(await readNames(await fixture(name))).toEqual(golden.names);
    },
  );

  test('are known by the file’s first bytes, whatever it is called', async () => {
    const file = new File([await bytesOf('names-u-little.npy')], 'names.txt');
    expect(await readNames(file)).toEqual(golden.names);
  });

  test('are read past the first block', async () => {
    const count = 300_000;
    const data = new Uint32Array(count * 4).map((_, i) => 0x30 + (Math.floor((i >> 2) / 40 ** (i & 3)) % 40));
    const names = await readNames(npyOf("'<U4'", `(${count},)`, data));
    expect([names.length, names[0], names[count - 1]]).toEqual([
      count,
      '0000',
      'WKGB'.replace(/./g, (_, i: number) => String.fromCharCode(data[(count - 1) * 4 + i] ?? 0)),
    ]);
  });

  test.each([
    [
      'names-objects.npy',
      'FileUnsupported',
      /Python objects \(\|O\), expected strings: save np.asarray\(names, dtype=str\)/,
    ],
    ['float32-little.npy', 'FileUnsupported', /floats \(<f4\), expected strings/],
    ['names-2d.npy', 'FileUnsupported', /shape \(1, 5\), expected \(n,\)/],
    ['names-empty-items.npy', 'NamesInvalid', /entry 1 is empty/],
    ['names-latin1.npy', 'NamesInvalid', /entry 2 is not text, expected UTF-8/],
  ])('%s are refused', async (name, expected, message) => {
    const [refused, words] = await refusal(readNames(await fixture(name)));
    expect(refused).toBe(expected);
    expect(words).toMatch(message);
  });

  test.each([
    ['twice the same', Uint32Array.of(97, 98, 97), /entry 1 and entry 3 hold the same name “a”/],
    ['with half a surrogate pair', Uint32Array.of(97, 0xd800, 98), /entry 2 is not text/],
    ['with a code past Unicode', Uint32Array.of(97, 98, 0x110000), /entry 3 is not text/],
  ])('%s are refused with their positions', async (_fault, data, message) => {
    const [refused, words] = await refusal(readNames(npyOf("'<U1'", '(3,)', data)));
    expect(refused).toBe('NamesInvalid');
    expect(words).toMatch(message);
  });

  test('without room for a character are empty', async () => {
    const [refused, words] = await refusal(readNames(npyOf("'<U0'", '(3,)', '')));
    expect([refused, words]).toEqual(['NamesInvalid', expect.stringContaining('entry 1 is empty')]);
  });

  test('are refused when the file was cut off or goes on', async () => {
    const bytes = await bytesOf('names-s.npy');
    expect((await refusal(readNames(text(bytes.subarray(0, -1)))))[0]).toBe('FileCorrupt');
    expect((await refusal(readNames(text(Uint8Array.from([...bytes, 0])))))[0]).toBe('FileCorrupt');
  });
});

describe('names in a .txt file', () => {
  test.each([
    ['LF', 'a.jpg\nb.jpg\n'],
    ['CRLF', 'a.jpg\r\nb.jpg\r\n'],
    ['LF, the last line without', 'a.jpg\nb.jpg'],
    ['a byte order mark', '\ufeffa.jpg\nb.jpg\n'],
  ])('stand one a line: %s', async (_ends, content) => {
    expect(await readNames(text(content))).toEqual(['a.jpg', 'b.jpg']);
  });

  test('are not changed', async () => {
    const names = [' a', 'a', 'A', 'Äpfel 🍎', 'a, "b"', '\tt', 'cafe\u0301', 'caf\u00e9'];
    expect(await readNames(text(names.join('\n'), 'NAMES.TXT'))).toEqual(names);
  });

  test.each([
    ['an empty line', 'a\n\nb\n', /line 2 is empty/],
    ['a blank line', 'a\n \t\nb\n', /line 2 is empty/],
    ['two line feeds at the end', 'a\nb\n\n', /line 3 is empty/],
    ['nothing', '', /holds no names/],
    ['a name twice', 'a\nb\nc\nb\n', /line 2 and line 4 hold the same name “b”/],
    ['NULs', 'a\0\nb', /line 1 holds a NUL/],
  ])('%s is refused, with the line', async (_fault, content, message) => {
    const [refused, words] = await refusal(readNames(text(content)));
    expect(refused).toBe('NamesInvalid');
    expect(words).toMatch(message);
  });

  test.each([
    ['Latin-1', Uint8Array.of(97, 0xe4, 10)],
    ['UTF-16', Uint8Array.of(0xff, 0xfe, 97, 0, 10, 0)],
  ])('%s is refused', async (_encoding, bytes) => {
    const [refused, words] = await refusal(readNames(text(bytes)));
    expect([refused, words]).toEqual(['FileUnsupported', expect.stringContaining('not UTF-8')]);
  });

  test.each([
    ['names.xlsx', '.xlsx'],
    ['names', 'no extension'],
  ])('a file called %s is refused', async (name, extension) => {
    const [refused, words] = await refusal(readNames(text('a\n', name)));
    expect([refused, words]).toEqual([
      'FileUnsupported',
      expect.stringContaining(`(${extension}), expected .npy`),
    ]);
  });
});

describe('names in a .csv file', () => {
  test('written by Python are found under their header', async () => {
    expect(await readNames(await fixture('names.csv'))).toEqual(golden.names);
  });

  test.each([
    ['the first column without a header', 'a.jpg,1\nb.jpg,2\n'],
    ['the column called sku', 'price,SKU\n1,a.jpg\n2,b.jpg'],
    ['the column called id, before one called name', 'name,id\nx,a.jpg\nx,b.jpg\n'],
    ['a column whose header is padded', '1, File \r\n2,a.jpg\r\n3,b.jpg\r\n'],
  ])('are %s', async (_which, content) => {
    expect(await readNames(text(content, 'a.csv'))).toEqual(['a.jpg', 'b.jpg']);
  });

  test.each([
    ['a record without the column', 'price,id\n1,a\n2\n', 'NamesInvalid', /line 3 is empty/],
    ['an empty line', 'id\na\n\nb\n', 'NamesInvalid', /line 3 is empty/],
    ['a name twice', 'id\n"a\nb"\nc\n"a\nb"\n', 'NamesInvalid', /line 2 and line 5 hold the same name/],
    ['a header alone', 'id,price\n', 'NamesInvalid', /holds no names/],
    ['a quote inside a cell', 'id\n5" screen\n', 'FileCorrupt', /line 2 has a quote inside an unquoted cell/],
    ['text after a quote', 'id\n"a"b\n', 'FileCorrupt', /line 2 goes on after a closing quote/],
    ['text after a quote of several lines', 'id\n"a\n"b\n', 'FileCorrupt', /line 3 goes on after/],
    ['an open quote', 'id\na\n"b\nc\n', 'FileCorrupt', /line 3 opens a quote that is never closed/],
  ])('%s is refused, with the line', async (_fault, content, expected, message) => {
    const [refused, words] = await refusal(readNames(text(content, 'a.csv')));
    expect(refused).toBe(expected);
    expect(words).toMatch(message);
  });
});
