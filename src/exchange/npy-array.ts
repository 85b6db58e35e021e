/** Opens a .npy array: reads its header, then its items' bytes in blocks. */
import { refusal, type ArrayName, type FilePart } from '../contract/reasons';
import { blobStream } from './blob-stream';
import { ByteReader } from './byte-reader';
import { dtypeName } from './npy-dtype';
import { readNpyHeader, type NpyHeader } from './npy-header';

/** A file, or an entry of a zip file, that holds a .npy array. */
export interface NpySource {
  /** For reasons. */
  readonly what: FilePart;
  /** Header and data. */
  readonly sizeBytes: number;
  /** A reader at the first byte, a new one on each call; the caller closes it. */
  open(): Promise<ByteReader>;
}

/** The source that is a whole .npy file. */
export function npyFile(file: Blob): NpySource {
  const what = 'file';
  return {
    what,
    sizeBytes: file.size,
    open: () => Promise.resolve(new ByteReader(blobStream(file), what)),
  };
}

/** An array of which the header has been read and nothing else. */
export class NpyArray {
  readonly source: NpySource;
  readonly header: NpyHeader;

  private constructor(source: NpySource, header: NpyHeader) {
    this.source = source;
    this.header = header;
  }

  /** Rejects as `readNpyHeader` does. */
  static async open(source: NpySource): Promise<NpyArray> {
    const reader = await source.open();
    try {
      return new NpyArray(source, await readNpyHeader(reader, source.what));
    } finally {
      await reader.close();
    }
  }

  /** For reasons: shape and type. */
  get described(): ArrayName {
    return { shape: this.header.shape, dtype: dtypeName(this.header.dtype) };
  }

  /** Throws `FileCorrupt` unless the file has exactly the bytes that shape and type ask for. */
  refuseWrongSize(): void {
    const { shape, dtype, dataAt } = this.header;
    const expected = shape.reduce((items, length) => items * length, 1) * dtype.itemBytes;
    const got = this.source.sizeBytes - dataAt;
    if (got === expected) return;
    throw refusal('FileCorrupt', {
      code: got < expected ? 'npy-cut' : 'npy-goes-on',
      what: this.source.what,
      bytes: got,
      expected,
      ...this.described,
    });
  }

  /**
   * The data from the first item on, each block from offset 0 of a buffer of its own; the receiver owns it. The last
   * block may be shorter. After it the end of the file and a zip file's checksum are checked, so only a loop that ends
   * without an error has seen sound data. Leaving the loop early closes the file.
   *
   * Rejects with `FileCorrupt`, `PhotoUnreadable`.
   */
  async *blocks(blockBytes: number): AsyncGenerator<Uint8Array<ArrayBuffer>, void, undefined> {
    const { source, header } = this;
    const reader = await source.open();
    try {
      await reader.read(header.dataAt);
      let left = source.sizeBytes - header.dataAt;
      while (left > 0) {
        const block = await reader.read(Math.min(blockBytes, left));
        left -= block.length;
        yield block;
      }
      await reader.finish();
    } finally {
      await reader.close();
    }
  }
}
