/** Names of parts (none: all) in; types, lint, unit, browser and end-to-end tests run, and one closing line of counts, out. */
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { ensureChromium } from './chromium';

interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

const RESULTS = 'test-results';

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
async function check(...commands: string[][]): Promise<Counts> {
  const passed = await Promise.all(commands.map(([command = '', ...args]) => runBeside(command, ...args)));
  return { passed: 0, failed: passed.filter((isPassed) => !isPassed).length, skipped: 0 };
}

function field(value: unknown, name: string): number {
  const found: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
  if (typeof found !== 'number') throw new Error(`the report has no number "${name}"`);
  return found;
}

function report(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'));
}

/** A runner that dies before it reports must not look like one that had nothing to do. */
function counted(ok: boolean, read: () => Counts): Counts {
  let counts: Counts;
  try {
    counts = read();
  } catch (error) {
    console.error(String(error));
    return { passed: 0, failed: 1, skipped: 0 };
  }
  return !ok && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

function vitest(project: string): Counts {
  const file = `${RESULTS}/${project}.json`;
  const ok = run(
    'vitest',
    'run',
    '--project',
    project,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
  );
  return counted(ok, () => {
    const results = report(file);
    return {
      passed: field(results, 'numPassedTests'),
      failed: field(results, 'numFailedTests'),
      skipped: field(results, 'numPendingTests') + field(results, 'numTodoTests'),
    };
  });
}

let isBuilt: boolean | undefined;

/** Once, for all parts that open the built app. */
function build(): boolean {
  isBuilt ??= run('vite', 'build', '--logLevel', 'warn');
  return isBuilt;
}

const NOT_BUILT: Counts = { passed: 0, failed: 1, skipped: 0 };

/** Tests of another browser say that they are skipped where it is not installed. */
function otherBrowser(name: 'firefox' | 'webkit'): () => Counts {
  return () => (build() ? vitest(name) : NOT_BUILT);
}

function playwright(): Counts {
  if (!build()) return NOT_BUILT;
  const ok = run('playwright', 'test');
  return counted(ok, () => {
    const results = report(`${RESULTS}/e2e.json`);
    const stats: unknown =
      typeof results === 'object' && results !== null ? Reflect.get(results, 'stats') : undefined;
    return {
      passed: field(stats, 'expected') + field(stats, 'flaky'),
      failed: field(stats, 'unexpected'),
      skipped: field(stats, 'skipped'),
    };
  });
}

const PARTS: Record<string, () => Counts | Promise<Counts>> = {
  types: () =>
    check(
      ['tsc', '--noEmit'],
      ['tsc', '--noEmit', '-p', 'tsconfig.worker.json'],
      ['tsc', '--noEmit', '-p', 'tsconfig.node.json'],
    ),
  lint: () =>
    check(['depcruise', 'src', 'bench', 'test', 'vite'], ['eslint', '.'], ['prettier', '--check', '.']),
  unit: () => vitest('unit'),
  browser: () => vitest('browser'),
  e2e: playwright,
  firefox: otherBrowser('firefox'),
  webkit: otherBrowser('webkit'),
};

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

  const total: Counts = { passed: 0, failed: 0, skipped: 0 };
  const failing: string[] = [];
  for (const part of parts) {
    const counts = (await PARTS[part]?.()) ?? { passed: 0, failed: 0, skipped: 0 };
    if (counts.failed > 0) failing.push(part);
    total.passed += counts.passed;
    total.failed += counts.failed;
    total.skipped += counts.skipped;
  }
  if (failing.length > 0) console.log(`\nFailed: ${failing.join(', ')}.`);
  console.log(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
  process.exit(total.failed > 0 ? 1 : 0);
}

await main();
