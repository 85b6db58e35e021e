/** Opens a file of the models' folder for synchronous appends. */
import { LookalikeError, asError } from '../../shared/errors';
import { filesFolder } from './shelf';

/** Exists only in workers, and a file can be open in one worker at a time. The caller closes it. */
export class GrowingFile {
  readonly #handle: FileSystemSyncAccessHandle;

  private constructor(handle: FileSystemSyncAccessHandle) {
    this.#handle = handle;
  }

  /** Opens the file and keeps its bytes. Rejects with `StorageFailed`. */
  static async open(key: string): Promise<GrowingFile> {
    try {
      const file = await (await filesFolder()).getFileHandle(key, { create: true });
      return new GrowingFile(await file.createSyncAccessHandle());
    } catch (error) {
      throw new LookalikeError('StorageFailed', `a model’s file: ${asError(error).message}`, {
        cause: error,
      });
    }
  }

  get size(): number {
    return this.#handle.getSize();
  }

  /** Throws `StorageFull` where there is no room. */
  append(bytes: Uint8Array<ArrayBuffer>): void {
    const at = this.size;
    let written: number;
    try {
      written = this.#handle.write(bytes, { at });
    } catch (error) {
      throw new LookalikeError('StorageFull', `a model’s file at ${at} bytes: ${asError(error).message}`, {
        cause: error,
      });
    }
    if (written < bytes.length) {
      this.#handle.truncate(at);
      throw new LookalikeError('StorageFull', `${written} of ${bytes.length} bytes of a model were written`);
    }
  }

  empty(): void {
    this.#handle.truncate(0);
  }

  close(): void {
    this.#handle.flush();
    this.#handle.close();
  }
}
