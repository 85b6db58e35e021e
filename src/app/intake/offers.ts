/** Lists dropped or chosen files and folders as offers of photos. */
import type { Offer, PhotoOffer } from '../../contract/photo';
import { breathe } from '../ui/breathe';
import type { Dropped } from './intent';
import { isPhotoName } from './photo-names';

/** Called with the photos found so far while a large folder is being listed. */
export type Found = (photos: number) => void;

async function listHandle(
  folder: FileSystemDirectoryHandle,
  path: string,
  photos: PhotoOffer[],
  found: Found,
): Promise<void> {
  for await (const entry of folder.values()) {
    if (entry.kind === 'directory') await listHandle(entry, `${path}/${entry.name}`, photos, found);
    else if (isPhotoName(entry.name)) {
      photos.push({ path: `${path}/${entry.name}` });
      if (photos.length % 250 === 0) found(photos.length);
    }
  }
}

/** Lists a folder by its handle, through which the browser can read it again later. */
export async function offerFromHandle(handle: FileSystemDirectoryHandle, found: Found): Promise<Offer> {
  const photos: PhotoOffer[] = [];
  await listHandle(handle, handle.name, photos, found);
  return { folder: handle.name, handle, photos };
}

/** Lists the files of a folder input; their relative paths begin with the folder's name. */
export async function offerFromFolderInput(files: FileList, found: Found): Promise<Offer> {
  const photos: PhotoOffer[] = [];
  for (let i = 0; i < files.length; i++) {
    const photo = files.item(i);
    if (photo && isPhotoName(photo.name))
      photos.push({ path: photo.webkitRelativePath || photo.name, photo });
    if (i % 500 === 499) {
      found(photos.length);
      await breathe();
    }
  }
  const folder = photos[0]?.path.split('/')[0];
  return { ...(folder === undefined ? {} : { folder }), photos };
}

/** Photos chosen or pasted one by one. */
export function offerFromFiles(files: Iterable<File>): Offer {
  return { photos: Array.from(files, (photo) => ({ path: photo.name, photo })) };
}

async function listEntry(entry: FileSystemEntry, photos: PhotoOffer[], found: Found): Promise<void> {
  if (isFile(entry)) {
    if (!isPhotoName(entry.name)) return;
    const photo = await new Promise<File>((resolve, reject) => {
      entry.file(resolve, reject);
    });
    photos.push({ path: entry.fullPath.replace(/^\//, ''), photo });
    if (photos.length % 250 === 0) found(photos.length);
  } else if (isDirectory(entry)) {
    const reader = entry.createReader();
    for (;;) {
      // a reader returns at most a hundred entries a call, and none at the end
      const part = await new Promise<FileSystemEntry[]>((resolve, reject) => {
        reader.readEntries(resolve, reject);
      });
      if (part.length === 0) return;
      for (const child of part) await listEntry(child, photos, found);
    }
  }
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}

function isDirectory(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}

/** Tests `kind`, not the class: browsers without such handles, such as WebKitGTK, do not define it. */
function isDirectoryHandle(handle: FileSystemHandle): handle is FileSystemDirectoryHandle {
  return handle.kind === 'directory';
}

/**
 * Reads a drop. Must be called in the event handler itself: the browser empties the transfer when the handler returns.
 * Every item is therefore read before the first `await`.
 */
export async function readDrop(transfer: DataTransfer, found: Found): Promise<Dropped> {
  const asked = Array.from(transfer.items)
    .filter((item) => item.kind === 'file')
    .map((item) => ({
      file: item.getAsFile(),
      entry: item.webkitGetAsEntry(),
      handle: 'getAsFileSystemHandle' in item ? item.getAsFileSystemHandle() : undefined,
    }));
  const folders: Offer[] = [];
  const files: File[] = [];
  for (const { file, entry, handle } of asked) {
    const readable = await handle?.catch(() => null);
    if (readable && isDirectoryHandle(readable)) {
      folders.push(await offerFromHandle(readable, found));
    } else if (entry && isDirectory(entry)) {
      const photos: PhotoOffer[] = [];
      await listEntry(entry, photos, found);
      folders.push({ folder: entry.name, photos });
    } else if (file) {
      files.push(file);
    }
  }
  return { folders, files };
}
