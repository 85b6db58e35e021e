/** Makes the Python environment of the native peers at its first use, or says why it cannot. */
import { existsSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { note } from '../command';
import { runProgram, type Ended } from './run-program';
import type { Python } from './run-script';
import type { SkippedPeer } from './skipped-peer';

const FOLDER = fileURLToPath(new URL('../../.bench/python', import.meta.url));
const REQUIREMENTS = fileURLToPath(new URL('requirements.txt', import.meta.url));
const NO_NETWORK =
  /NewConnectionError|ConnectTimeout|ReadTimeout|ProxyError|Failed to establish a new connection/;

export type EnvironmentStep = 'venv' | 'pip';

/** Explains a failed step; `maker` is the Python that makes the environment. */
export function environmentFailure(maker: string, step: EnvironmentStep, ended: Ended): string {
  const { code, printed, complaints } = ended;
  if (typeof code === 'string' && code.includes('ENOENT')) {
    return `there is no ${maker} to make an environment for the peers with`;
  }
  const lines = `${printed}\n${complaints}`.split('\n').filter((line) => line.trim() !== '');
  const [last = 'it said nothing'] = lines.slice(-1);
  if (step === 'venv') {
    if (lines.some((line) => line.includes('ensurepip'))) {
      return `${maker} cannot make an environment for the peers: apt-get install python3-venv`;
    }
    return `${maker} -m venv failed (${code}): ${last}`;
  }
  if (lines.some((line) => NO_NETWORK.test(line))) {
    return 'pip reached no network to install bench/peers/requirements.txt from; this is needed once';
  }
  const error = lines.find((line) => line.startsWith('ERROR: ')) ?? last;
  return `pip could not install bench/peers/requirements.txt (${code}): ${error.replace(/^ERROR: /, '')}`;
}

/** Removes a kernel choice for old releases of OpenBLAS, which slows down the newer ones of the peers. */
export function withoutKernelChoice(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const kept = { ...env };
  delete kept.OPENBLAS_CORETYPE;
  delete kept.OPENBLAS_L2_SIZE;
  return kept;
}

/**
 * Makes the environment again if `requirements.txt` has changed. The copy inside is written last and marks it complete.
 *
 * @param maker the Python that makes it.
 */
export async function openEnvironment(folder: string, maker: string): Promise<Python | SkippedPeer> {
  const command = join(folder, 'bin', 'python3');
  const env = withoutKernelChoice(process.env);
  const copy = join(folder, 'requirements.txt');
  const wanted = await readFile(REQUIREMENTS, 'utf8');
  const installed = await readFile(copy, 'utf8').catch(() => undefined);
  if (installed === wanted && existsSync(command)) return { command, env };

  note('peers: making their Python environment, once');
  await rm(folder, { recursive: true, force: true });
  const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--retries', '1'];
  const steps = [
    { step: 'venv', command: maker, args: ['-m', 'venv', folder] },
    { step: 'pip', command, args: [...pip, '--requirement', REQUIREMENTS] },
  ] as const;
  for (const { step, ...program } of steps) {
    const ended = await runProgram({ ...program, env, isHeard: false });
    if (ended.code !== 0) return { skipped: environmentFailure(maker, step, ended) };
  }
  await writeFile(copy, wanted);
  return { command, env };
}

let environment: Promise<Python | SkippedPeer> | undefined;

/** Opens this checkout's environment, once per run: without a network every peer would wait for the timeout. */
export function peersEnvironment(): Promise<Python | SkippedPeer> {
  environment ??= openEnvironment(FOLDER, 'python3');
  return environment;
}
