/** Runs a command, prints its usage, and turns a failure into one sentence and an exit code. */
import { parseArgs, type ParseArgsConfig } from 'node:util';
import type { Device } from '../src/contract/encoder';

/** A wrong command line: its sentence is printed with the usage. */
export class UsageError extends Error {}

/** Parses as Node's `parseArgs`, strict, but throws a `UsageError` of one sentence. */
export function parseOptions<const Options extends NonNullable<ParseArgsConfig['options']>>(
  argv: readonly string[],
  options: Options,
  allowPositionals = false,
) {
  try {
    return parseArgs({ args: [...argv], options, allowPositionals, strict: true });
  } catch (error) {
    const [sentence = ''] = sentenceOf(error).split('. ');
    throw new UsageError(`${sentence.replace(/\.$/, '')}.`);
  }
}

/** Reads an option that is a count; throws a `UsageError`. */
export function positiveInteger(option: string, text: string): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(value) || value === 0) {
    throw new UsageError(`--${option} is ${JSON.stringify(text)}, expected a positive integer.`);
  }
  return value;
}

/** Reads an option that takes one of a few words; throws a `UsageError`. */
export function oneOf<const Word extends string>(option: string, text: string, words: readonly Word[]): Word {
  const found = words.find((word) => word === text);
  if (found === undefined) {
    throw new UsageError(`--${option} is ${JSON.stringify(text)}, expected ${words.join(' or ')}.`);
  }
  return found;
}

/** Reads an option that lists names separated by commas, each once; throws a `UsageError`. */
export function namesOf(option: string, text: string): readonly string[] {
  const names = text.split(',').map((name) => name.trim());
  if (names.includes('')) {
    throw new UsageError(`--${option} is ${JSON.stringify(text)}, expected names with commas between them.`);
  }
  return [...new Set(names)];
}

/** Reads a device's name, if one was given; throws a `UsageError`. */
export function deviceOption(text: string | undefined): Device | undefined {
  return text === undefined ? undefined : oneOf('device', text, ['wasm', 'webgpu']);
}

/** An error's message without the stack and the frame that Playwright puts around it. */
export function sentenceOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const [line = ''] = message.split('\n');
  return line.replace(/^page\.\w+: (Error: )?/, '');
}

/** Prints a line on stderr, so that progress never mixes with the result on stdout. */
export function note(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** Runs a command. `--help` prints the usage; a failure prints its sentence and sets exit code 1. */
export async function runCommand(
  usage: string,
  work: (argv: readonly string[]) => Promise<void>,
  argv: readonly string[] = process.argv.slice(2),
): Promise<void> {
  if (argv.includes('--help')) {
    console.log(usage);
    return;
  }
  try {
    await work(argv);
  } catch (error) {
    note(sentenceOf(error));
    if (error instanceof UsageError) note(`\n${usage}`);
    process.exitCode = 1;
  }
}
