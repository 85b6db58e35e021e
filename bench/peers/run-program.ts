/** Runs a program to its end and returns how it ended and what it printed. */
import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { sentenceOf } from '../command';

export interface Program {
  readonly command: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  /** Whether its stderr goes to ours at once, instead of into `complaints`. */
  readonly isHeard: boolean;
}

export interface Ended {
  /** The exit code, the signal that ended it, or why it did not start. */
  readonly code: number | string;
  readonly printed: string;
  /** Its stderr, unless that went to ours. */
  readonly complaints: string;
}

/** Never rejects: a missing program counts as ended. */
export async function runProgram({ command, args, env, isHeard }: Program): Promise<Ended> {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', isHeard ? 'inherit' : 'pipe'], env });
  const closed = new Promise<number | string>((resolve) => {
    child.once('error', (error) => {
      resolve(sentenceOf(error));
    });
    child.once('close', (code, signal) => {
      resolve(code ?? signal ?? 'no exit code');
    });
  });
  const [code, printed, complaints] = await Promise.all([
    closed,
    child.stdout ? text(child.stdout) : '',
    child.stderr ? text(child.stderr) : '',
  ]);
  return { code, printed, complaints };
}
