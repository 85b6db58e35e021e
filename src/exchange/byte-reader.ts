/** Reads as many bytes of a stream as a caller asks for, or rejects with the reason. */
import { refusal, type FilePart } from '../contract/reasons';
import { readError } from './blob-bytes';
import { Crc32 } from './crc32';

/** Reads a stream from its start to its end; holds one portion of it beside the bytes asked for. */
export class ByteReader {
  readonly #what: FilePart;
  readonly #reader: ReadableStreamDefaultReader<Uint8Array>;
  readonly #expectedCrc: number | undefined;
  readonly #crc = new Crc32();
  #portion: Uint8Array = new Uint8Array(0);
  #position = 0;

  /**
   * @param what the stream is, for a reason.
   * @param crc CRC-32 of all its bytes, where it is known; `finish` compares.
   */
  constructor(stream: ReadableStream<Uint8Array>, what: FilePart, crc?: number) {
    this.#what = what;
    this.#reader = stream.getReader();
    this.#expectedCrc = crc;
  }

  /**
   * The next `count` bytes, from offset 0 of a buffer of their own; the receiver owns them.
   * Rejects with `FileCorrupt` where the stream ends before or can't be inflated, with `PhotoUnreadable`.
   */
  async read(count: number): Promise<Uint8Array<ArrayBuffer>> {
    const bytes = new Uint8Array(count);
    let filled = 0;
    while (filled < count) {
      if (this.#portion.length === 0 && !(await this.#fetch())) {
        const least = this.#position - filled + count;
        const reason = { code: 'ends-early', what: this.#what, bytes: this.#position, least } as const;
        throw refusal('FileCorrupt', reason);
      }
      const part = this.#portion.subarray(0, count - filled);
      bytes.set(part, filled);
      filled += part.length;
      this.#position += part.length;
      this.#portion = this.#portion.subarray(part.length);
    }
    return bytes;
  }

  /** Rejects with `FileCorrupt` where bytes are left or the checksum is another. Nothing can be read afterwards. */
  async finish(): Promise<void> {
    if (this.#portion.length > 0 || (await this.#fetch())) {
      throw refusal('FileCorrupt', { code: 'goes-on', what: this.#what, bytes: this.#position });
    }
    if (this.#expectedCrc !== undefined && this.#crc.value !== this.#expectedCrc) {
      const [came, expected] = [hex(this.#crc.value), hex(this.#expectedCrc)];
      throw refusal('FileCorrupt', { code: 'checksum', what: this.#what, came, expected });
    }
  }

  /** Closes the stream, wherever it stands. */
  async close(): Promise<void> {
    try {
      await this.#reader.cancel();
    } catch {
      // a failed stream rejects again here; the call that read from it has already reported it
    }
  }

  /** The next portion that is not empty, or false at the end. */
  async #fetch(): Promise<boolean> {
    try {
      for (;;) {
        const { done, value } = await this.#reader.read();
        if (done) return false;
        if (value.length === 0) continue;
        if (this.#expectedCrc !== undefined) this.#crc.update(value);
        this.#portion = value;
        return true;
      }
    } catch (cause) {
      throw readError(cause, this.#what);
    }
  }
}

function hex(crc: number): string {
  return crc.toString(16).padStart(8, '0');
}
