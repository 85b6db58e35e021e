/** Fetches photos from the bench's server into memory, as the app gets them from a folder. */
import type { PhotoOffer } from '../../src/contract/photo';
import type { SkippedPhoto } from '../../src/contract/job';
import { LookalikeError, asError } from '../../src/shared/errors';
import type { PhotoSet } from '../page-calls';

const AT_ONCE = 8;

/** One photo of a set. Rejects with `PhotoUnreadable`. */
export async function fetchPhoto(set: PhotoSet, position: number, path: string): Promise<File> {
  const response = await fetch(`/photos/${set}/${position}`);
  if (!response.ok)
    throw new LookalikeError('PhotoUnreadable', `the bench's server answered HTTP ${response.status}`);
  const type = response.headers.get('Content-Type') ?? '';
  return new File([await response.arrayBuffer()], path.slice(path.lastIndexOf('/') + 1), { type });
}

/** Fetches the gallery in the order of `paths`; unreadable photos are listed separately. */
export async function fetchGallery(
  paths: readonly string[],
): Promise<{ readonly offers: readonly PhotoOffer[]; readonly skipped: readonly SkippedPhoto[] }> {
  const offers: PhotoOffer[] = [];
  const skipped: SkippedPhoto[] = [];
  for (let from = 0; from < paths.length; from += AT_ONCE) {
    const fetched = await Promise.all(
      paths.slice(from, from + AT_ONCE).map(async (path, i) => {
        try {
          return { path, photo: await fetchPhoto('gallery', from + i, path) };
        } catch (error) {
          return { path, name: 'PhotoUnreadable' as const, message: asError(error).message };
        }
      }),
    );
    for (const entry of fetched) {
      if ('photo' in entry) offers.push(entry);
      else skipped.push(entry);
    }
  }
  return { offers, skipped };
}
