/** Numbers of rows in; files of vectors and of their names, as Python writes them, out. */

const DIMS = 8;

export interface GivenFile {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

function givenFile(name: string, buffer: Buffer): GivenFile {
  return { name, mimeType: 'application/octet-stream', buffer };
}

/** The values of a row: they depend on its number alone. */
export function vectorOf(row: number): readonly number[] {
  return Array.from({ length: DIMS }, (_, i) => Math.fround(Math.sin(((row + 1) * (2 * i + 3)) ** 2 * 0.37)));
}

/** As `numpy.save` writes float32 [rows, DIMS]. */
export function npy(rows: number, name = 'embeddings.npy'): GivenFile {
  const header = `{'descr': '<f4', 'fortran_order': False, 'shape': (${rows}, ${DIMS}), }\n`;
  const values = new Float32Array(rows * DIMS);
  for (let row = 0; row < rows; row += 1) values.set(vectorOf(row), row * DIMS);
  const prefix = Buffer.from([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, header.length, 0]);
  return givenFile(name, Buffer.concat([prefix, Buffer.from(header, 'latin1'), Buffer.from(values.buffer)]));
}

export function sku(row: number): string {
  return `SKU-${String(row).padStart(5, '0')}`;
}

export function names(count: number): GivenFile {
  return givenFile(
    'names.txt',
    Buffer.from(Array.from({ length: count }, (_, row) => `${sku(row)}\n`).join('')),
  );
}
