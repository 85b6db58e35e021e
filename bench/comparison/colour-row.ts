/** Makes the row that measures whether the nearest photos have a garment's colour. */
import { mean } from '../statistics';
import type { ClassPhoto } from '../photo-folder';
import { ciede2000, type Lab } from './ciede2000';
import type { PhotoBook } from './photo-book';
import type { Row } from './row';

const K = 5;

/** A photo of a garment whose mean colour is known. */
export interface ColouredPhoto extends ClassPhoto {
  readonly colour: Lab;
}

/** Selects the photos whose colour is known. */
export function coloured(
  photos: readonly ClassPhoto[],
  colours: ReadonlyMap<string, Lab>,
): readonly ColouredPhoto[] {
  return photos.flatMap((photo) => {
    const colour = colours.get(photo.file);
    return colour ? [{ ...photo, colour }] : [];
  });
}

/** Mean difference of a colour from others, at least one. */
function meanDifference(colour: Lab, others: readonly Lab[]): number {
  return mean(others.map((other) => ciede2000(colour, other)));
}

/**
 * Chance is not sampled: it is the mean over all pairs of a query and a photo of its class.
 * Queries whose class the gallery lacks are left out.
 */
export function colourRow(
  queries: readonly ColouredPhoto[],
  gallery: readonly ColouredPhoto[],
  book: PhotoBook,
): Row {
  const asked = queries.filter((query) => gallery.some(({ className }) => className === query.className));
  const from = asked.map(({ file }) => book.positionOf(file));
  const among = gallery.map(({ file }) => book.positionOf(file));
  const colourAt = new Map(gallery.map(({ colour }, i) => [among[i]!, colour]));
  const ofClass = asked.map((query) =>
    meanDifference(
      query.colour,
      gallery.filter(({ className }) => className === query.className).map(({ colour }) => colour),
    ),
  );
  return {
    name: 'colour',
    measures: [
      { name: `CIEDE2000 of the nearest ${K}`, kind: 'low', chance: mean(ofClass), digits: 2 },
      { name: 'its ratio to the class', kind: 'low', chance: 1, digits: 3 },
    ],
    photos: [...new Set([...among, ...from])],
    async judge(open) {
      const found = await open.nearest(among, from, K);
      const nearest = asked.map(({ colour }, i) => {
        const matches = found[i] ?? [];
        if (matches.length === 0) return undefined;
        return meanDifference(
          colour,
          matches.map((position) => colourAt.get(position)!),
        );
      });
      // a ratio of means: in a mean of ratios, a class of a single colour would outweigh all others
      const whole = mean(ofClass.filter((_, i) => nearest[i] !== undefined));
      return [nearest, nearest.map((difference) => difference && difference / whole)];
    },
  };
}
