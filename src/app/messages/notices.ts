/** Holds the English texts of the notices above a page. */
import { section } from './language';
import { count } from './numbers';

export const notices = section('notices', {
  update: {
    what: 'A newer version of Lookalike is ready.',
    next: 'Products and tables stay; a search on the screen is closed.',
  },
  loadNow: 'Load it now',
  later: 'Later',
  laterTitle: 'Later: it comes by itself once all tabs of Lookalike are closed',
  /** @param before the device used before `now`; undefined where it is the same. */
  reopened: (encoder: string, now: string, before: string | undefined) => ({
    what:
      before === undefined
        ? `The encoder ${encoder} stopped and was opened again, on ${now}.`
        : `The encoder ${encoder} stopped and was opened again, on ${now} in place of ${before}.`,
    next: 'What it was doing goes on; nothing is lost.',
  }),
  stale: (products: number) => ({
    what: `${count(products)} products were encoded by another encoder`,
    next: 'and are not searched.',
  }),
  encodeAgain: 'Encode again',
  fullValuesOnDisk: 'Full values on disk',
  allInMemory: 'All in memory',
});
