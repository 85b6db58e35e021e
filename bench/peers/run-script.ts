/** Runs a native peer's Python script alone, and returns its output or why it has no figures. */
import { runProgram } from './run-program';
import type { SkippedPeer } from './skipped-peer';

/** The scripts' exit code where they print why they have no figures. */
const SKIPPED = 3;

/** Debian's package of a Python module. */
const PACKAGES: Readonly<Record<string, string>> = { faiss: 'python3-faiss', numpy: 'python3-numpy' };

/** A Python that peers run in. */
export interface Python {
  readonly command: string;
  readonly env: NodeJS.ProcessEnv;
}

/** A script's output if it has no figures. */
export interface Reason {
  /** A module that is not installed. */
  readonly missing?: string;
  /** Feature that the library or the script lacks. */
  readonly unable?: string;
}

/** Explains why a peer was skipped, with the package to install where that helps. */
export function reasonOf(command: string, { missing, unable }: Reason): string {
  if (missing === undefined) return unable ?? 'no reason given';
  const name = PACKAGES[missing];
  return `${command} has no ${missing}${name === undefined ? '' : `: apt-get install ${name}`}`;
}

/** Runs a script. If it lacks a module or fails, it is skipped with a reason. Its stderr goes to ours. */
export async function runScript(
  { command, env }: Python,
  script: string,
  threads: number,
  args: readonly string[],
): Promise<{ readonly printed: string } | SkippedPeer> {
  const limits = { OMP_NUM_THREADS: String(threads), OPENBLAS_NUM_THREADS: String(threads) };
  const { code, printed } = await runProgram({
    ...{ command, args: [script, ...args], env: { ...env, ...limits }, isHeard: true },
  });
  if (code === SKIPPED) return { skipped: reasonOf(command, JSON.parse(printed) as Reason) };
  return code === 0 ? { printed } : { skipped: `${command} failed (${code}); what it said is above` };
}
