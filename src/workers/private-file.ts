/** Opens an empty file of the origin's private file system, which is read and written without waiting. */
import { LookalikeError, asError } from '../shared/errors';

const FOLDER = 'rows';

/** Only a worker may have one, and only one worker may have it at a time. */
export class PrivateFile {
  readonly #name: string;
  #handle: FileSystemSyncAccessHandle | undefined;

  constructor(name: string) {
    this.#name = name;
  }

  /** Empties the file; what this returned before must no longer be used. Rejects with `StorageFailed`. */
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

  /** Gives its place on the disk back; does nothing where it is not open. */
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
