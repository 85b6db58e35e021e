/** Holds the English texts of the lookalike table's bar. */
import { section } from './language';
import { count, plural } from './numbers';

export const table = section('table', {
  label: 'Lookalike table',
  tsv: 'Save as TSV: a line per product, its id and those of its lookalikes',
  csv: 'Save as CSV: a line per lookalike, with rank and score',
  jsonl: 'Save as JSON Lines: an object per product, with scores',
  none: 'A table of every product’s lookalikes',
  waiting: 'The lookalike table waits until the photos are encoded',
  running: 'Finding every product’s lookalikes',
  paused: 'Paused: every product’s lookalikes',
  done: 'The lookalike table is ready',
  outdated: {
    products: 'The lookalike table is out of date: products were added or removed',
    encoder: 'The lookalike table is out of date: another encoder made it',
    metric: 'The lookalike table is out of date: it was made by another metric',
  },
  goesOnByWasm: (why: string) => `goes on by WASM: ${why}`,
  toSave: 'To save as TSV, CSV or JSON Lines',
  each: (k: number) => `${count(k)} each`,
  partOf: (done: number, products: number) =>
    `${count(done)} of ${plural(products, { one: '# product', other: '# products' })}`,
  productsPerSecond: (perSecond: number) => `${count(Math.round(perSecond))} products/s`,
  eachWith: 'Each with',
  perProduct: 'Lookalikes per product',
  start: 'Start',
  makeAgain: 'Make again',
  save: 'Save the table',
  remove: 'Remove the table',
  cancelTitle: 'Cancel: nothing of the table is kept',
  share: 'Share of the work',
});
