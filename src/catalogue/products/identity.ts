/** Derives a product's id and name from its photo's path and bytes. */

/** What the ids are judged against: the catalogue, with what a batch is about to add. */
export interface KnownPhotos {
  /** The hash of a product's photo. */
  hashOf(id: string): string | undefined;
  /** Products with exactly this photo. */
  withHash(hash: string): readonly string[];
}

/** The file's name without folders and extension. */
export function productName(path: string): string {
  const file = path.slice(path.lastIndexOf('/') + 1);
  const dot = file.lastIndexOf('.');
  return dot > 0 ? file.slice(0, dot) : file;
}

/**
 * A photo of a folder is known by its path. A loose photo has only a name, and different photos are often called
 * `image.jpg`: the same bytes are the same product, other bytes under a taken name become `image (2).jpg`.
 */
export function productId(
  known: KnownPhotos,
  path: string,
  hash: string,
  folder: string | undefined,
): string {
  if (folder !== undefined) return path;
  const same = known.withHash(hash)[0];
  if (same !== undefined) return same;
  const dot = path.lastIndexOf('.');
  const [stem, extension] = dot > 0 ? [path.slice(0, dot), path.slice(dot)] : [path, ''];
  let id = path;
  for (let n = 2; known.hashOf(id) !== undefined; n++) id = `${stem} (${n})${extension}`;
  return id;
}
