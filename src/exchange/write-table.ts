/** Writes products with their lookalikes as the bytes of a table, chunk by chunk. */
import type { TableFormatName } from '../contract/table';
import { LookalikeError } from '../shared/errors';
import type { LookalikeRow, TableFormat } from './lookalike-row';
import { CSV } from './table-csv';
import { JSONL } from './table-jsonl';
import { TSV } from './table-tsv';

/** How each of the tables is written. */
export const TABLE_FORMATS = { tsv: TSV, csv: CSV, jsonl: JSONL } as const satisfies Record<
  TableFormatName,
  TableFormat
>;

/** Characters that are gathered before they are encoded: 64 KB of a text in ASCII. */
const CHUNK_LENGTH = 65_536;
/** Half a surrogate pair: UTF-8 has no bytes for it, and an encoder would write another character in its place. */
const LONE_SURROGATE = /\p{Surrogate}/u;

/**
 * Writes a table as UTF-8 without a byte order mark. No more than a chunk and a product are in memory: the next product
 * is read only once the caller has taken the chunk before.
 *
 * @yields about 64 KB, more only by one product's lines and by characters that take several bytes; the receiver owns
 * it.
 * Rejects with `IdUnwritable` if this format cannot hold an id; the chunks before it are sound but no whole table.
 * Rejects with a RangeError for a score that is no finite number, and with whatever `rows` throws. Leaving the loop
 * early ends `rows`.
 */
export async function* writeTable(
  format: TableFormatName,
  rows: Iterable<LookalikeRow> | AsyncIterable<LookalikeRow>,
): AsyncGenerator<Uint8Array<ArrayBuffer>, void, undefined> {
  const table: TableFormat = TABLE_FORMATS[format];
  const encoder = new TextEncoder();
  let text = table.header;
  for await (const row of rows) {
    const lines = table.lines(row);
    if (LONE_SURROGATE.test(lines)) {
      throw new LookalikeError(
        'IdUnwritable',
        `the id ${JSON.stringify(row.id)}, or one of its lookalikes, has half a surrogate pair, expected whole characters`,
      );
    }
    text += lines;
    if (text.length >= CHUNK_LENGTH) {
      yield encoder.encode(text);
      text = '';
    }
  }
  if (text !== '') yield encoder.encode(text);
}
