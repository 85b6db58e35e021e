/** Opens an empty file of the origin's private file system for synchronous reads and writes. */
import { LookalikeError, asError } from '../shared/errors';

const FOLDER = 'rows';

/** Exists only in workers, and a file can be open in one worker at a time. */
export class PrivateFile {
  readonly #name: string;
  #handle: FileSystemSyncAccessHandle | undefined;

  constructor(name: string) {
    this.#name = name;
  }

  /** Empties the file; a handle returned before must no longer be used. Rejects with `StorageFailed`. */
  async open(): Promise<FileSystemSyncAccessHandle> {
    try {
      this.#handle?.close();
      const file = await (await this.#folder()).getFileHandle(this.#name, { create: true });
      const handle = await file.createSyncAccessHandle();
      handle.truncate(0);
      this.#handle = handle;
      return handle;
    } catch (error) {
      throw new LookalikeError('StorageFailed', `a file beside the database: ${asError(error).message}`, {
        cause: error,
      });
    }
  }

  /** Deletes the file; does nothing where it is not open. */
  async remove(): Promise<void> {
    if (!this.#handle) return;
    this.#handle.close();
    this.#handle = undefined;
    await (await this.#folder()).removeEntry(this.#name);
  }

  async #folder(): Promise<FileSystemDirectoryHandle> {
    return (await navigator.storage.getDirectory()).getDirectoryHandle(FOLDER, { create: true });
  }
}
