/** Reads a gallery and queries from folders, and judges answers by their classes. */
import { basename, resolve } from 'node:path';
import type { QueryAnswer } from '../page-calls';
import { limitPerClass, listClassPhotos, ofClasses, type ClassPhoto } from '../photo-folder';
import type { EvaluateOptions } from './evaluate-options';
import type { AnsweredQuery } from './precision';

/** A query photo, and its own id in the gallery where it is there too. */
export interface Query {
  readonly photo: ClassPhoto;
  readonly ownId: string | undefined;
}

/** The gallery, with the catalogue's ids. */
export interface Gallery {
  readonly photos: readonly ClassPhoto[];
  readonly idOf: (photo: ClassPhoto) => string;
}

export interface Sets {
  readonly gallery: Gallery;
  readonly queries: readonly Query[];
}

/** A photo of either set that was skipped. */
export interface Skipped {
  readonly path: string;
  readonly name: string;
  readonly message: string;
}

/** Lists both sets. Rejects with a sentence where a folder or a class is missing. */
export async function readSets(options: EvaluateOptions): Promise<Sets> {
  const { classes, limit = Infinity } = options;
  const list = async (option: 'gallery' | 'queries') =>
    limitPerClass(ofClasses(option, await listClassPhotos(option, options[option]), classes), limit);
  const photos = await list('gallery');
  const queryPhotos = await list('queries');
  const folder = basename(resolve(options.gallery));
  // as in the app: an id is the photo's path, starting with the folder's name
  const idOf = ({ path }: ClassPhoto) => `${folder}/${path}`;
  const ownIds = new Map(photos.map((photo) => [photo.file, idOf(photo)]));
  return {
    gallery: { photos, idOf },
    queries: queryPhotos.map((photo) => ({ photo, ownId: ownIds.get(photo.file) })),
  };
}

/** Separates answered queries from failed ones, and removes a photo from its own matches. */
export function judge({ gallery, queries }: Sets, k: number, answers: readonly QueryAnswer[]) {
  const classes = new Map(gallery.photos.map((photo) => [gallery.idOf(photo), photo.className]));
  const answered: AnsweredQuery[] = [];
  const skipped: Skipped[] = [];
  queries.forEach(({ photo, ownId }, i) => {
    const answer = answers[i];
    if (answer && 'ids' in answer) {
      const ids = answer.ids.filter((id) => id !== ownId).slice(0, k);
      answered.push({ className: photo.className, matches: ids.map((id) => classes.get(id) ?? '') });
    } else if (answer) {
      skipped.push({ path: photo.path, ...answer.failure });
    }
  });
  return { answered, skipped };
}
