/** Makes the row of a query set's precision in a gallery with classes. */
import { shareOf } from '../evaluate/precision';
import type { ClassPhoto } from '../photo-folder';
import type { PhotoBook } from './photo-book';
import type { Row } from './row';
import type { RowName } from './table-options';

const K = 5;

/** Mean share of the gallery in the query's class, the query itself not counted: the precision of chance. */
export function chancePrecision(queries: readonly ClassPhoto[], gallery: readonly ClassPhoto[]): number {
  const files = new Set(gallery.map(({ file }) => file));
  const sizes = new Map<string, number>();
  for (const { className } of gallery) sizes.set(className, (sizes.get(className) ?? 0) + 1);
  const shares = queries.map(({ file, className }) => {
    const own = files.has(file) ? 1 : 0;
    return ((sizes.get(className) ?? 0) - own) / (gallery.length - own);
  });
  return shares.reduce((sum, share) => sum + share, 0) / shares.length;
}

/** @param queries may be the gallery itself: then each photo is searched among the others. */
export function classRow(
  name: RowName,
  queries: readonly ClassPhoto[],
  gallery: readonly ClassPhoto[],
  book: PhotoBook,
): Row {
  const classes = new Map<number, string>();
  const positionsOf = (photos: readonly ClassPhoto[]) =>
    photos.map(({ file, className }) => {
      const position = book.positionOf(file);
      classes.set(position, className);
      return position;
    });
  const from = positionsOf(queries);
  const among = positionsOf(gallery);
  const chance = chancePrecision(queries, gallery);
  return {
    name,
    measures: [
      { name: 'precision@1', kind: 'high', chance, digits: 3 },
      { name: `precision@${K}`, kind: 'high', chance, digits: 3 },
    ],
    photos: [...new Set([...among, ...from])],
    async judge(open) {
      const found = await open.nearest(among, from, K);
      return [1, K].map((k) =>
        queries.map(({ className }, i) => {
          const matches = found[i]?.slice(0, k) ?? [];
          if (matches.length === 0) return undefined;
          return shareOf(
            className,
            matches.map((position) => classes.get(position) ?? ''),
          );
        }),
      );
    },
  };
}
