/** Runs the Python script of a native peer, alone, and gives back what it printed, or why there are no figures. */
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

/** What a script prints where it has no figures. */
export interface Reason {
  /** A module that is not installed. */
  readonly missing?: string;
  /** What the library, or the script, does not do. */
  readonly unable?: string;
}

/** Of a peer that was skipped, with what to install where that helps. */
export function reasonOf(command: string, { missing, unable }: Reason): string {
  if (missing === undefined) return unable ?? 'no reason given';
  const name = PACKAGES[missing];
  return `${command} has no ${missing}${name === undefined ? '' : `: apt-get install ${name}`}`;
}

/** A script that is missing something or fails is skipped, and says why; its stderr goes to ours. */
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
