/** Runs types, lint, unit, browser and end-to-end tests, or the parts that it is given, and closes with one line of counts. */
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { ensureChromium } from './chromium';
import { fromPlaywright, slowestFiles, type PartReport, type PlaywrightReport } from './part-report';

const RESULTS = 'test-results';
/** Named at the end: where time goes first. */
const SLOWEST = 10;

const NOTHING: PartReport = { passed: 0, failed: 0, skipped: 0, retried: [], files: [] };
const BROKEN: PartReport = { ...NOTHING, failed: 1 };

function run(command: string, ...args: string[]): boolean {
  console.log(`\n> ${command} ${args.join(' ')}`);
  const done = spawnSync('npx', [command, ...args], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  return done.status === 0;
}

/** As `run`, beside others: what it says comes at its end, in one piece. */
function runBeside(command: string, ...args: string[]): Promise<boolean> {
  const started = spawn('npx', [command, ...args], { shell: process.platform === 'win32' });
  const said: Buffer[] = [];
  for (const stream of [started.stdout, started.stderr]) {
    stream.on('data', (bytes: Buffer) => said.push(bytes));
  }
  return new Promise((resolve, reject) => {
    started.once('error', reject);
    started.once('close', (status) => {
      console.log(`\n> ${command} ${args.join(' ')}\n${Buffer.concat(said).toString()}`.trimEnd());
      resolve(status === 0);
    });
  });
}

/** Checks without tests of their own, all at once, each on one core: one counts only when it fails. */
async function check(...commands: string[][]): Promise<PartReport> {
  const passed = await Promise.all(commands.map(([command = '', ...args]) => runBeside(command, ...args)));
  return { ...NOTHING, failed: passed.filter((isPassed) => !isPassed).length };
}

function written(part: string): unknown {
  return JSON.parse(readFileSync(`${RESULTS}/${part}.json`, 'utf8'));
}

/** A runner that dies before it reports must not look like one that had nothing to do. */
function reported(ok: boolean, read: () => PartReport): PartReport {
  try {
    const report = read();
    return !ok && report.failed === 0 ? { ...report, failed: 1 } : report;
  } catch (error) {
    console.error(String(error));
    return BROKEN;
  }
}

function vitest(project: string): PartReport {
  const ok = run(
    'vitest',
    'run',
    '--project',
    project,
    '--reporter=default',
    '--reporter=./test/vitest-report.ts',
  );
  return reported(ok, () => written(project) as PartReport);
}

let isBuilt: boolean | undefined;

/** Once, for all parts that open the built app. */
function build(): boolean {
  isBuilt ??= run('vite', 'build', '--logLevel', 'warn');
  return isBuilt;
}

/** Tests of another browser say that they are skipped where it is not installed. */
function otherBrowser(name: 'firefox' | 'webkit'): () => PartReport {
  return () => (build() ? vitest(name) : BROKEN);
}

function playwright(): PartReport {
  if (!build()) return BROKEN;
  const ok = run('playwright', 'test');
  return reported(ok, () => fromPlaywright(written('e2e') as PlaywrightReport, 'test/e2e'));
}

const PARTS: Record<string, () => PartReport | Promise<PartReport>> = {
  types: () =>
    check(
      ['tsc', '--noEmit'],
      ['tsc', '--noEmit', '-p', 'tsconfig.worker.json'],
      ['tsc', '--noEmit', '-p', 'tsconfig.node.json'],
    ),
  lint: () =>
    check(
      ['depcruise', 'src', 'bench', 'test', 'vite'],
      ['knip'],
      ['eslint', '.'],
      ['prettier', '--check', '.'],
    ),
  unit: () => vitest('unit'),
  browser: () => vitest('browser'),
  e2e: playwright,
  firefox: otherBrowser('firefox'),
  webkit: otherBrowser('webkit'),
};

function conclude({ passed, failed, skipped, retried, files }: PartReport, failing: readonly string[]): void {
  if (files.length > 0) console.log(`\nSlowest files:\n${slowestFiles(files, SLOWEST).join('\n')}`);
  if (retried.length > 0) console.log(`\nPassed when run again:\n  ${retried.join('\n  ')}`);
  if (failing.length > 0) console.log(`\nFailed: ${failing.join(', ')}.`);
  const again = retried.length > 0 ? `, ${retried.length} retried` : '';
  console.log(`\n${passed} passed, ${failed} failed, ${skipped} skipped${again}`);
}

async function main(): Promise<void> {
  const asked = process.argv.slice(2);
  const unknown = asked.filter((part) => !(part in PARTS));
  if (unknown.length > 0) {
    console.error(`There is no part ${unknown.join(', ')}; the parts are ${Object.keys(PARTS).join(', ')}.`);
    process.exit(2);
  }
  const parts = asked.length > 0 ? asked : Object.keys(PARTS);
  if (parts.includes('browser') || parts.includes('e2e')) {
    try {
      process.env['CHROME_PATH'] = ensureChromium();
    } catch (error) {
      console.error(error instanceof Error ? error.message : error);
      process.exit(1);
    }
  }
  rmSync(RESULTS, { recursive: true, force: true });
  mkdirSync(RESULTS, { recursive: true });

  const failing: string[] = [];
  let total = NOTHING;
  for (const part of parts) {
    const report = (await PARTS[part]?.()) ?? NOTHING;
    if (report.failed > 0) failing.push(part);
    total = {
      passed: total.passed + report.passed,
      failed: total.failed + report.failed,
      skipped: total.skipped + report.skipped,
      retried: [...total.retried, ...report.retried],
      files: [...total.files, ...report.files],
    };
  }
  conclude(total, failing);
  process.exit(total.failed > 0 ? 1 : 0);
}

await main();
