/** Holds the English texts of the bar of the embedding job. */
import { section } from './language';
import { plural } from './numbers';

function what(products: number, encoder: string): string {
  return `${plural(products, { one: '# product', other: '# products' })} with ${encoder}`;
}

export const embedding = section('embedding', {
  label: 'Embedding',
  running: (products: number, encoder: string) => `Embedding ${what(products, encoder)}`,
  paused: (products: number, encoder: string) => `Paused: embedding ${what(products, encoder)}`,
  done: (products: number, encoder: string) => `Embedding ${what(products, encoder)} is done`,
  cancelled: (products: number, encoder: string) =>
    `Cancelled: embedding ${what(products, encoder)}. What is embedded is kept.`,
  better: 'A better encoder is reading your products anew; until it is done the former one answers.',
  migrated: (products: number, encoder: string) =>
    `${encoder} has read ${plural(products, { one: '# product', other: '# products' })} anew and answers from now on.`,
  unread: 'For the products that it could not read the former one goes on answering.',
  finish: (encoder: string) => `Use ${encoder}`,
  finishTitle: 'Has it answer from now on; what the former encoder has embedded is deleted',
  /** @param folders their names, joined. */
  missing: (encoder: string, folders: string) =>
    `To embed the rest with ${encoder}, choose again: ${folders}.`,
  folder: (name: string) => `“${name}”`,
  singlePhotos: 'photos that were given singly',
  pause: 'Pause embedding',
  resume: 'Resume embedding',
  dismiss: 'Dismiss embedding',
  cancel: 'Cancel embedding',
  cancelTitle: 'Cancel: what is embedded stays',
  cancelForNow: 'Cancel: what is embedded stays, and the rest begins again at the next visit',
  productsDone: 'Products embedded',
});
