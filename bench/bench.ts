/** Runs suites by name, prints their tables, and writes their figures with the machine as JSON. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BENCH_USAGE, benchOptions, type SuiteName } from './bench-options';
import { note, runCommand } from './command';
import { describeMachine, machineLine } from './machine';
import type { Suite, SuiteResult } from './suite';
import { encoderSuite } from './suites/encoder-suite';
import { indexSuite } from './suites/index-suite';
import { knnSuite } from './suites/knn-suite';
import { lighthouseSuite } from './suites/lighthouse-suite';
import { querySuite } from './suites/query-suite';
import { sizeSuite } from './suites/size-suite';
import { switchSuite } from './suites/switch-suite';
import { visitSuite } from './suites/visit-suite';
import { formatTable } from './table';

const RESULTS = fileURLToPath(new URL('../.bench/results', import.meta.url));

const RUN: Readonly<Record<SuiteName, Suite>> = {
  index: indexSuite,
  encoder: encoderSuite,
  query: querySuite,
  knn: knnSuite,
  switch: switchSuite,
  size: sizeSuite,
  visit: visitSuite,
  lighthouse: lighthouseSuite,
};

async function bench(argv: readonly string[]): Promise<void> {
  const { suites, json, ...options } = benchOptions(argv);
  await mkdir(RESULTS, { recursive: true });
  const written = [];
  let alone: SuiteResult['headline'];
  for (const suite of suites) {
    const machine = describeMachine();
    const { tables, results, headline } = await RUN[suite](options);
    if (suites.length === 1) alone = headline;
    console.log(`${machineLine(machine)}\n`);
    for (const table of tables) console.log(formatTable(table));
    const figures = { suite, machine, results };
    const file = join(RESULTS, `${suite}-${machine.date.replace(/:|\.\d+/g, '')}.json`);
    await writeFile(file, `${JSON.stringify(figures, null, 2)}\n`);
    note(`written: ${relative(process.cwd(), file)}`);
    written.push(figures);
  }
  if (json) console.log(JSON.stringify({ ...alone, suites: written }));
}

await runCommand(BENCH_USAGE, bench);
