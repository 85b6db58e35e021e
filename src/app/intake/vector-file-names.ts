/** Tells by their names whether files given together are vectors with their names. */

const VECTORS = /\.np[yz]$/i;
const NAMES = /\.(txt|csv)$/i;

/** True for files of names alone too: opening them then reports that the vectors are missing. */
export function areVectorFiles(files: readonly File[]): boolean {
  return (
    files.some(({ name }) => VECTORS.test(name)) ||
    (files.length > 0 && files.every(({ name }) => NAMES.test(name)))
  );
}
