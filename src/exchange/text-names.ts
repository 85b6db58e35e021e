/** The text of a .txt or .csv file in; its names, with their lines, out. */
import { csvRecords } from './csv-records';
import type { PlacedName } from './placed-names';

/** What a header may call the column of names, in any case; of several the first here is taken. */
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
