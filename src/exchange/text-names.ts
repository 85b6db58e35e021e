/** Reads names with their lines from the text of a .txt or .csv file. */
import { csvRecords } from './csv-records';
import type { PlacedName } from './placed-names';

/** What a header may call the column of names, ignoring case; the first of these that it has is taken. */
const COLUMNS = ['id', 'sku', 'name', 'product', 'file'];

/** One name a line, LF or CRLF; the last line may end with a line break or without. */
export function* lineNames(text: string): Generator<PlacedName, void, undefined> {
  const lines = text.split(/\r?\n/);
  if (lines.at(-1) === '') lines.pop();
  for (const [i, name] of lines.entries()) yield { name, place: i + 1 };
}

/**
 * The column called id, sku, name, product or file where the first record has such a cell, which makes it a header;
 * the first column otherwise. A record that lacks the column gives an empty name. Throws as `csvRecords` does.
 */
export function* csvNames(text: string): Generator<PlacedName, void, undefined> {
  let column: number | undefined;
  for (const { line, cells } of csvRecords(text)) {
    if (column === undefined) {
      const header = cells.map((cell) => cell.trim().toLowerCase());
      const found = COLUMNS.map((name) => header.indexOf(name)).find((at) => at >= 0);
      column = found ?? 0;
      if (found !== undefined) continue;
    }
    yield { name: cells[column] ?? '', place: line };
  }
}
