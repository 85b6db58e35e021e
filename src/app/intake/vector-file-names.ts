/** Files given together in; whether they are meant as vectors with their names out. */

const VECTORS = /\.np[yz]$/i;
const NAMES = /\.(txt|csv)$/i;

/** A file of vectors among them says so; files of names alone are told to be that when they are opened. */
export function areVectorFiles(files: readonly File[]): boolean {
  return (
    files.some(({ name }) => VECTORS.test(name)) ||
    (files.length > 0 && files.every(({ name }) => NAMES.test(name)))
  );
}
