/** Finds the photos of a job's list: in the offer, among the bytes put aside, or by the folder's handle. */
import { LookalikeError, asError } from '../../shared/errors';
import type { OriginalKey } from '../../store/schema';
import type { Store } from '../../store/store';

/** Chromium's addition to the standard handle, which TypeScript's library for workers does not know. */
interface AskedHandle {
  queryPermission(descriptor: { mode: 'read' }): Promise<PermissionState>;
}

function asksPermission(handle: object): handle is AskedHandle {
  return 'queryPermission' in handle;
}

/** A folder's handle may be read without asking only while the browser still remembers the permission. */
export async function mayRead(handle: FileSystemDirectoryHandle): Promise<boolean> {
  // Firefox and Safari hand out handles without this method; theirs need no permission
  if (!asksPermission(handle)) return true;
  return (await handle.queryPermission({ mode: 'read' })) === 'granted';
}

/** Where the photos of a list may be found. */
export interface PhotoPlaces {
  /** The files that were just given, by position; absent when a job goes on after a restart. */
  readonly offered?: readonly (File | undefined)[];
  /** Bytes in the store, by position. */
  readonly kept: Map<number, OriginalKey>;
  /** The kept handle of the folder that a path lies in. */
  readonly handleOf: (path: string) => FileSystemDirectoryHandle | undefined;
}

/** Where a job reads its photos, best source first. */
export class PhotoSource {
  readonly #store: Store;
  readonly #paths: readonly string[];
  readonly #places: PhotoPlaces;
  readonly #folders = new Map<string, Promise<FileSystemDirectoryHandle>>();
  readonly #readable = new Map<FileSystemDirectoryHandle, Promise<boolean>>();

  constructor(store: Store, paths: readonly string[], places: PhotoPlaces) {
    this.#store = store;
    this.#paths = paths;
    this.#places = places;
  }

  /** The photo's bytes have been put aside under this key. */
  keep(position: number, key: OriginalKey): void {
    this.#places.kept.set(position, key);
  }

  /** Where the photo's bytes are kept, if they are. */
  keptKey(position: number): OriginalKey | undefined {
    return this.#places.kept.get(position);
  }

  /**
   * The photo at a position, or undefined where no source has it, so that the folder must be given again.
   * Rejects with `PhotoUnreadable` where a source should have it but the file is gone.
   */
  async photo(position: number): Promise<Blob | undefined> {
    const path = this.#paths[position];
    if (path === undefined) throw new RangeError(`position ${position} of a list of ${this.#paths.length}`);
    const offered = this.#places.offered?.[position];
    if (offered) return offered;
    const key = this.keptKey(position);
    const kept = key && (await this.#store.original(key));
    if (kept) return kept;
    const handle = this.#places.handleOf(path);
    if (!handle || !(await this.#mayRead(handle))) return undefined;
    try {
      return await this.#fileAt(handle, path);
    } catch (error) {
      throw new LookalikeError('PhotoUnreadable', `${path}: ${asError(error).message}`, { cause: error });
    }
  }

  async #fileAt(root: FileSystemDirectoryHandle, path: string): Promise<File> {
    const slash = path.lastIndexOf('/');
    const folder = await this.#folder(root, path.slice(0, slash));
    return (await folder.getFileHandle(path.slice(slash + 1))).getFile();
  }

  /** Each folder is looked up once: a list goes through them one after the other. */
  #folder(root: FileSystemDirectoryHandle, path: string): Promise<FileSystemDirectoryHandle> {
    const known = this.#folders.get(path);
    if (known) return known;
    const slash = path.lastIndexOf('/');
    // a path begins with the root's own name
    const found =
      slash < 0
        ? Promise.resolve(root)
        : this.#folder(root, path.slice(0, slash)).then((parent) =>
            parent.getDirectoryHandle(path.slice(slash + 1)),
          );
    this.#folders.set(path, found);
    found.catch(() => this.#folders.delete(path));
    return found;
  }

  #mayRead(handle: FileSystemDirectoryHandle): Promise<boolean> {
    const known = this.#readable.get(handle) ?? mayRead(handle);
    this.#readable.set(handle, known);
    return known;
  }
}
