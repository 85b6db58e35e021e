/** Prints the table of all evaluations, and writes all its numbers as JSON. */
import { readFile, writeFile } from 'node:fs/promises';
import { note } from '../command';
import { keptWholeLine } from '../evaluate/kept-whole';
import { describeMachine, machineLine } from '../machine';
import { buildPage } from '../page-build';
import { formatTable } from '../table';
import { encoderFiles, focusFiles } from '../model-files';
import { cardMetrics, withMetrics } from './card-metrics';
import { columnOf, type JudgedModels } from './column';
import { fillColumn, type FilledColumn } from './fill-column';
import { PhotoBook } from './photo-book';
import { figuresOf, tableOf } from './report';
import type { Row } from './row';
import { prepareRows } from './rows';
import { tableOptions } from './table-options';
import { verdictsAgainst } from './verdict';
import { notBetterLine, verdictTable } from './verdict-table';

/** `npm run evaluate -- table`. Throws a `UsageError`, or an Error of one sentence. */
export async function printTable(argv: readonly string[]): Promise<void> {
  const options = tableOptions(argv);
  const columns = options.columns.map((name) => columnOf(name, options));
  const book = new PhotoBook();
  let building: Promise<string> | undefined;
  const builtPage = () => {
    if (!building) note('building the page');
    return (building ??= buildPage());
  };
  const rows = await prepareRows(options, book, builtPage);
  const machine = describeMachine();
  const shared = { page: await builtPage(), files: book.files, device: options.device };
  const filled: FilledColumn[] = [];
  for (const column of columns) {
    const done = await fillColumn(column, rows, shared);
    // printed at once, so that a browser that dies in the next column does not lose this one
    note(`\n${formatTable(tableOf(rows, [done], options))}`);
    filled.push(done);
  }

  console.log(`${machineLine(machine)}\n`);
  console.log(formatTable(tableOf(rows, filled, options)));
  for (const other of ['before', 'hog'] as const) {
    const verdicts = verdictsAgainst(rows, filled, other);
    if (!verdicts) continue;
    console.log(formatTable(verdictTable(rows, verdicts, other)));
    if (other === 'hog') console.log(`${notBetterLine(rows, verdicts, other)}\n`);
  }
  for (const { column, cells, skipped } of filled) {
    for (const { file, message } of skipped) note(`${column.name}: skipped ${file}: ${message}`);
    if (column.name !== 'auto') continue;
    cells.forEach(({ keptWhole }, i) => {
      if (keptWhole) console.log(keptWholeLine(`auto, ${rows[i]?.name ?? ''}`, keptWhole));
    });
  }
  if (options.record) await record(rows, filled, options);
  if (options.json) console.log(JSON.stringify({ machine, ...figuresOf(rows, filled, options) }));
}

/** Figures of focus belong to the focus network's card. */
async function record(
  rows: readonly Row[],
  filled: readonly FilledColumn[],
  { encoder, focusModel }: JudgedModels,
): Promise<void> {
  const metrics = Object.entries(cardMetrics(rows, filled));
  for (const [{ card }, ownsFocus] of [
    [encoderFiles(encoder), false],
    [focusFiles(focusModel), true],
  ] as const) {
    const own = metrics.filter(([name]) => name.startsWith('focus: ') === ownsFocus);
    if (own.length === 0) continue;
    await writeFile(card, withMetrics(await readFile(card, 'utf8'), Object.fromEntries(own)));
    note(`${own.length} figures written into ${card}`);
  }
}
