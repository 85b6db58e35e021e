/** Writes a product and its lookalikes as a line of a TSV table. */
import { LookalikeError } from '../shared/errors';
import type { TableFormat } from './lookalike-row';

/** The characters that separate cells and lines, and so cannot be in a cell. */
const PARTING = /[\t\r\n]/;

/**
 * One line per product, ended by LF: its id, then the ids of its lookalikes, best first, separated by tabs. No header,
 * no scores, no quotes.
 *
 * An id with a tab, CR or LF is refused with `IdUnwritable`. Readers of TSV split at tabs and take a cell as it stands
 * (IANA text/tab-separated-values allows no tab inside a value and knows no escape). An escaped id would reach them as
 * the id of a product that does not exist. CSV and JSON Lines hold such ids.
 */
export const TSV: TableFormat = {
  header: '',
  lines({ id, lookalikes }) {
    return `${[id, ...lookalikes.map((match) => match.id)].map(cell).join('\t')}\n`;
  },
};

function cell(id: string): string {
  if (PARTING.test(id)) {
    throw new LookalikeError(
      'IdUnwritable',
      `the id ${JSON.stringify(id)} has a tab or a line break, expected none in a TSV table`,
    );
  }
  return id;
}
