/** Fakes the origin's private file system in memory, with an end to its room. */

interface Stored {
  bytes: Uint8Array<ArrayBuffer>;
  isOpen: boolean;
}

/** A folder of files and folders, as far as models need one. */
export class FakeFolder {
  readonly kind = 'directory';
  readonly files = new Map<string, Stored>();
  readonly folders = new Map<string, FakeFolder>();
  /** Bytes that a file may have. */
  room = Infinity;

  async getDirectoryHandle(name: string): Promise<FakeFolder> {
    const folder = this.folders.get(name) ?? new FakeFolder();
    this.folders.set(name, folder);
    return folder;
  }

  async getFileHandle(name: string, { create = false } = {}) {
    const file = this.files.get(name) ?? { bytes: new Uint8Array(), isOpen: false };
    if (!this.files.has(name) && !create) throw new DOMException(`no ${name}`, 'NotFoundError');
    this.files.set(name, file);
    return this.#handle(name, file);
  }

  async removeEntry(name: string): Promise<void> {
    const file = this.files.get(name);
    if (!file) throw new DOMException(`no ${name}`, 'NotFoundError');
    if (file.isOpen) throw new DOMException(`${name} is open`, 'NoModificationAllowedError');
    this.files.delete(name);
  }

  async *values() {
    for (const [name, file] of this.files) yield this.#handle(name, file);
    yield* this.folders.values();
  }

  async *keys() {
    yield* [...this.files.keys()];
  }

  #handle(name: string, file: Stored) {
    const { room } = this;
    return {
      kind: 'file',
      name,
      getFile: async () => new File([file.bytes], name),
      createWritable: async () => ({
        write: async (text: string) => {
          file.bytes = new TextEncoder().encode(text);
        },
        close: async () => undefined,
      }),
      createSyncAccessHandle: async () => {
        if (file.isOpen) throw new DOMException(`${name} is open`, 'NoModificationAllowedError');
        file.isOpen = true;
        return {
          getSize: () => file.bytes.length,
          write: (bytes: Uint8Array, { at }: { at: number }) => {
            if (at + bytes.length > room) throw new DOMException('full', 'QuotaExceededError');
            const longer = new Uint8Array(Math.max(file.bytes.length, at + bytes.length));
            longer.set(file.bytes);
            longer.set(bytes, at);
            file.bytes = longer;
            return bytes.length;
          },
          truncate: (size: number) => {
            file.bytes = file.bytes.slice(0, size);
          },
          flush: () => undefined,
          close: () => {
            file.isOpen = false;
          },
        };
      },
    };
  }
}
