/** Writes a product and its lookalikes as lines of a CSV table. */
import type { TableFormat } from './lookalike-row';
import { scoreText } from './score-text';

const NEEDS_QUOTES = /[",\r\n]/;

/**
 * RFC 4180: one line per lookalike, ended by CRLF; the product's id, the rank from 1, the lookalike's id, the score,
 * under a header. A cell with a comma, quote, CR or LF is quoted. A product without lookalikes has no line.
 */
export const CSV: TableFormat = {
  header: 'id,rank,lookalike,score\r\n',
  lines({ id, lookalikes }) {
    const own = cell(id);
    return lookalikes
      .map((match, i) => `${own},${i + 1},${cell(match.id)},${scoreText(match.score)}\r\n`)
      .join('');
  },
};

function cell(text: string): string {
  return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
