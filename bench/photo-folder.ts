/** Lists a folder's photos, with classes from its sub-folders. */
import { readdir, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isPhotoName } from '../src/app/intake/photo-names';

export interface ListedPhoto {
  /** Resolved path: one photo has one `file`, however the command line names its folder. */
  readonly file: string;
  /** Path from the folder on, with slashes on every system. */
  readonly path: string;
}

/** A photo whose class is the first folder below the one that was named. */
export interface ClassPhoto extends ListedPhoto {
  readonly className: string;
}

/**
 * Lists all photos of a set, sorted by path. Photos outside of class folders are skipped.
 *
 * @param option the folder comes from, for the error's sentence. Rejects where there is no folder, or no class with a
 * photo.
 */
export async function listClassPhotos(option: string, folder: string): Promise<readonly ClassPhoto[]> {
  const photos = (await listPhotos(option, folder)).filter(({ path }) => path.includes('/'));
  if (photos.length === 0) {
    throw new Error(`--${option}: ${folder} has no photos in sub-folders; each sub-folder is a class.`);
  }
  return photos.map(({ file, path }) => ({ file, path, className: path.slice(0, path.indexOf('/')) }));
}

/** Lists all photos below a folder, sorted by path, without hidden files. Rejects where there is none. */
export async function listPhotos(option: string, folder: string): Promise<readonly ListedPhoto[]> {
  const root = await realpath(folder).catch(() => {
    throw new Error(`--${option}: there is no folder ${folder}.`);
  });
  if (!(await stat(root)).isDirectory()) throw new Error(`--${option}: ${folder} is no folder.`);
  const photos = await photosBelow(root, '');
  if (photos.length === 0) throw new Error(`--${option}: ${folder} has no photos.`);
  return photos.sort((a, b) => (a.path < b.path ? -1 : 1));
}

async function photosBelow(root: string, below: string): Promise<ListedPhoto[]> {
  const photos: ListedPhoto[] = [];
  for (const entry of await readdir(join(root, below), { withFileTypes: true })) {
    const { name } = entry;
    if (name.startsWith('.')) continue;
    const path = below === '' ? name : `${below}/${name}`;
    const file = join(root, path);
    const found = entry.isSymbolicLink() ? await stat(file).catch(() => undefined) : entry;
    if (found?.isDirectory()) photos.push(...(await photosBelow(root, path)));
    else if (found?.isFile() && isPhotoName(name)) photos.push({ file, path });
  }
  return photos;
}

/**
 * The photos of some classes, or of all where none are named.
 *
 * @param option the photos come from, for the error's sentence. Throws where a class has no photo.
 */
export function ofClasses(
  option: string,
  photos: readonly ClassPhoto[],
  classes: readonly string[] | undefined,
): readonly ClassPhoto[] {
  if (classes === undefined) return photos;
  const chosen = photos.filter(({ className }) => classes.includes(className));
  const missing = classes.find((name) => !chosen.some(({ className }) => className === name));
  if (missing !== undefined) throw new Error(`--${option}: there is no class ${missing}.`);
  return chosen;
}

/** At most `limit` photos of each class, evenly spread over the class in the order given. */
export function limitPerClass(photos: readonly ClassPhoto[], limit: number): readonly ClassPhoto[] {
  const classes = [...new Set(photos.map(({ className }) => className))];
  return classes.flatMap((name) =>
    evenly(
      photos.filter(({ className }) => className === name),
      limit,
    ),
  );
}

/** At most `limit` entries, evenly spread over the list. */
export function evenly<T>(list: readonly T[], limit: number): readonly T[] {
  if (list.length <= limit) return list;
  const chosen = new Set(Array.from({ length: limit }, (_, i) => Math.floor((i * list.length) / limit)));
  return list.filter((_, i) => chosen.has(i));
}
