/** Runs one evaluation, or the table of all of them, by the command line. */
import { runCommand } from './command';
import { printTable } from './comparison/print-table';
import { TABLE_USAGE } from './comparison/table-options';
import { EVALUATE_USAGE } from './evaluate/evaluate-options';
import { evaluateSets } from './evaluate/evaluate-sets';

const [first, ...rest] = process.argv.slice(2);

if (first === 'table') await runCommand(TABLE_USAGE, printTable, rest);
else await runCommand(EVALUATE_USAGE, evaluateSets);
