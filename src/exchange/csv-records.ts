/** Splits the text of a CSV file into records, each with the line it begins on. */
import { refusal } from '../contract/reasons';

/** One record: a line, or several where a quoted cell has line breaks. */
export interface CsvRecord {
  /** From 1. */
  readonly line: number;
  /** At least one; unquoted. */
  readonly cells: readonly string[];
}

/**
 * RFC 4180: comma, double quotes, CRLF; LF alone ends a record as well. The last record may end without either.
 * Nothing is trimmed.
 *
 * @throws LookalikeError `FileCorrupt`, with the line, where a quote stands inside an unquoted cell, something follows
 *   a closing quote, or a quote is never closed: guessing would join or part cells.
 */
export function* csvRecords(text: string): Generator<CsvRecord, void, undefined> {
  let at = 0;
  let line = 1;
  while (at < text.length) {
    const start = line;
    const cells: string[] = [];
    for (;;) {
      const cell = text[at] === '"' ? quotedCell(text, at, line) : plainCell(text, at, line);
      cells.push(cell.value);
      line += cell.breaks;
      at = cell.end;
      if (text[at] !== ',') break;
      at += 1;
    }
    yield { line: start, cells };
    at += text[at] === '\r' ? 2 : 1;
    line += 1;
  }
}

interface Cell {
  readonly value: string;
  /** Where the comma or the line break behind it stands; the text's length at its end. */
  readonly end: number;
  /** Line breaks inside it. */
  readonly breaks: number;
}

/** What ends a plain cell, or must not be in it. */
const PLAIN_END = /,|"|\r?\n/g;

function plainCell(text: string, start: number, line: number): Cell {
  PLAIN_END.lastIndex = start;
  const found = PLAIN_END.exec(text);
  const end = found?.index ?? text.length;
  if (found?.[0] === '"') {
    throw refusal('FileCorrupt', { code: 'csv-quote-inside', line });
  }
  return { value: text.slice(start, end), end, breaks: 0 };
}

function quotedCell(text: string, start: number, line: number): Cell {
  let close = text.indexOf('"', start + 1);
  while (close >= 0 && text[close + 1] === '"') close = text.indexOf('"', close + 2);
  if (close < 0) throw refusal('FileCorrupt', { code: 'csv-quote-open', line });
  const inside = text.slice(start + 1, close);
  const breaks = inside.split('\n').length - 1;
  const end = close + 1;
  const isEnd =
    end === text.length || text[end] === ',' || text[end] === '\n' || text.startsWith('\r\n', end);
  if (!isEnd) throw refusal('FileCorrupt', { code: 'csv-after-quote', line: line + breaks });
  return { value: inside.replaceAll('""', '"'), end, breaks };
}
