/** Holds the English texts of the bars of jobs and of the list of skipped photos. */
import { section } from './language';
import { count, plural } from './numbers';

export const jobs = section('jobs', {
  encoding: 'Encoding',
  /** Names the photos of a job by their folder. */
  folder: (name: string) => `“${name}”`,
  /** @param what the photos of the job: a folder as written by `folder`, or their number. */
  running: (what: string) => `Encoding ${what}`,
  paused: (what: string) => `Paused: ${what}`,
  folderInterrupted: (what: string) => `${what} was interrupted. Choose the folder again to go on.`,
  photosInterrupted: (what: string) => `${what} was interrupted. Choose the photos again to go on.`,
  done: (what: string) => `${what} is done`,
  cancelled: (what: string) => `Cancelled: ${what}. What was encoded is kept.`,
  unchanged: (photos: number) => `${count(photos)} unchanged`,
  waiting: (folders: number) =>
    plural(folders, { one: '# more folder waiting', other: '# more folders waiting' }),
  /** @param share as written by `share`: `25%`. */
  milestone: (what: string | undefined, share: string) => `${what ?? 'Encoding'}: ${share} done`,
  vanished: (products: number, folder: string) =>
    `${plural(products, { one: '# product is', other: '# products are' })} no longer in the folder “${folder}”.`,
  remove: (products: number) => `Remove ${count(products)}`,
  cancelTitle: 'Cancel: what is encoded stays',
  photosDone: 'Photos done',
  skippedPhotos: 'Skipped photos',
  closeList: 'Close the list',
  firstShown: (photos: number) => `The first ${count(photos)} are shown.`,
});
