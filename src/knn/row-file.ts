/** Keeps float32 rows, by number, in a file with synchronous access. */

/** The part of a `FileSystemSyncAccessHandle` that is used; offsets and sizes are bytes. */
export interface SyncFile {
  read(target: ArrayBufferView, options: { at: number }): number;
  write(source: ArrayBufferView, options: { at: number }): number;
}

/** Rows of one length. What has never been written must not be read. */
export class RowFile {
  readonly #file: SyncFile;
  readonly #rowBytes: number;

  /** @param stride values of a row. */
  constructor(file: SyncFile, stride: number) {
    this.#file = file;
    this.#rowBytes = stride * Float32Array.BYTES_PER_ELEMENT;
  }

  /**
   * Writes whole rows from `row` on.
   *
   * @param values float32 [n, stride], only read
   * @throws RangeError where the file takes less; and what the file throws when the disk is full
   */
  write(row: number, values: Float32Array): void {
    this.#requireAll('written', this.#file.write(values, { at: row * this.#rowBytes }), values);
  }

  /**
   * Reads whole rows from `row` on.
   *
   * @param target float32 [n, stride], overwritten
   * @throws RangeError where the file has less
   */
  read(row: number, target: Float32Array): void {
    this.#requireAll('read', this.#file.read(target, { at: row * this.#rowBytes }), target);
  }

  #requireAll(done: string, bytes: number, values: Float32Array): void {
    if (bytes === values.byteLength) return;
    throw new RangeError(`${bytes} bytes of a file of rows were ${done}, expected ${values.byteLength}`);
  }
}
