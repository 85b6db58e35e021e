/** Garments on other backgrounds in; the row that tells whether garment or background decides out. */
import type { PhotoBook } from './photo-book';
import type { Row } from './row';
import type { SwapsFolder } from './swaps-folder';

const K = 5;

/** Share 0..1 of matches on the query's background, averaged over the queries that have any. */
export function shareOnSameBackground(
  queries: readonly { readonly background: number; readonly matches: readonly number[] }[],
): number {
  const shares = queries
    .filter(({ matches }) => matches.length > 0)
    .map(
      ({ background, matches }) => matches.filter((match) => match === background).length / matches.length,
    );
  return shares.reduce((sum, share) => sum + share, 0) / shares.length;
}

/**
 * @param whole files of all photos that the originals are searched among.
 * @param swaps limited already.
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
      { name: 'hit@1', chance: 1 / gallery.length, digits: 3 },
      { name: `same background in ${K}`, chance: (garments - 1) / (pasted.length - 1), digits: 3 },
    ],
    photos: [...new Set([...gallery, ...swapped, ...pasted])],
    async judge(open) {
      const own = (await open.nearest(gallery, swapped, 1)).map(([best]) => best);
      const answered = own.filter((best) => best !== undefined).length;
      const hits = own.filter((best, i) => best !== undefined && best === originals[i]).length;
      const among = await open.nearest(pasted, pasted, K);
      const queries = among.map((matches, i) => ({
        background: backgroundOf.get(pasted[i] ?? -1) ?? -1,
        matches: matches.map((position) => backgroundOf.get(position) ?? -1),
      }));
      return [
        { value: hits / answered, n: answered },
        {
          value: shareOnSameBackground(queries),
          n: queries.filter(({ matches }) => matches.length > 0).length,
        },
      ];
    },
  };
}
