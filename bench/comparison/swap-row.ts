/** Makes the row that measures whether garment or background decides. */
import type { PhotoBook } from './photo-book';
import type { Row } from './row';
import type { SwapsFolder } from './swaps-folder';

const K = 5;

/** Share 0..1 of matches on the query's background; undefined for a query without any. */
export function shareOnSameBackground(background: number, matches: readonly number[]): number | undefined {
  if (matches.length === 0) return undefined;
  return matches.filter((match) => match === background).length / matches.length;
}

/**
 * @param whole files of all photos that swapped garments are searched among.
 * @param swaps already limited.
 */
export function swapRow(whole: readonly string[], swaps: SwapsFolder, book: PhotoBook): Row {
  const originals = swaps.swapped.map(({ original }) => book.positionOf(original));
  const gallery = [...new Set([...whole.map((file) => book.positionOf(file)), ...originals])];
  const swapped = swaps.swapped.map(({ file }) => book.positionOf(file));
  const backgroundOf = new Map<number, number>();
  for (const { onBackgrounds } of swaps.swapped) {
    onBackgrounds.forEach((file, background) => backgroundOf.set(book.positionOf(file), background));
  }
  const pasted = [...backgroundOf.keys()];
  const garments = swaps.swapped.length;
  return {
    name: 'swap',
    measures: [
      { name: 'hit@1', kind: 'high', chance: 1 / gallery.length, digits: 3 },
      {
        name: `same background in ${K}`,
        kind: 'low',
        chance: (garments - 1) / (pasted.length - 1),
        digits: 3,
      },
    ],
    photos: [...new Set([...gallery, ...swapped, ...pasted])],
    async judge(open) {
      const own = await open.nearest(gallery, swapped, 1);
      const among = await open.nearest(pasted, pasted, K);
      return [
        own.map(([best], i) => (best === undefined ? undefined : Number(best === originals[i]))),
        among.map((matches, i) =>
          shareOnSameBackground(
            backgroundOf.get(pasted[i] ?? -1) ?? -1,
            matches.map((position) => backgroundOf.get(position) ?? -1),
          ),
        ),
      ];
    },
  };
}
