/** Failures of Python and pip in; whether each becomes one sentence that says what to do out. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import {
  environmentFailure,
  openEnvironment,
  withoutKernelChoice,
  type EnvironmentStep,
} from '../../../bench/peers/environment';
import { reasonOf } from '../../../bench/peers/run-script';

const folder = mkdtempSync(join(tmpdir(), 'lookalike-peers-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

test.each<[EnvironmentStep, number | string, string, string, string]>([
  ['venv', 'spawn python3 ENOENT', '', '', 'there is no python3 to make an environment for the peers with'],
  [
    'venv',
    1,
    'The virtual environment was not created successfully because ensurepip is not\navailable.',
    '',
    'python3 cannot make an environment for the peers: apt-get install python3-venv',
  ],
  ['venv', 1, '', 'Error: no space left\n', 'python3 -m venv failed (1): Error: no space left'],
  ['venv', 'SIGKILL', '', '', 'python3 -m venv failed (SIGKILL): it said nothing'],
  [
    'pip',
    1,
    '',
    "WARNING: Retrying after connection broken by 'NewConnectionError(...)'\nERROR: No matching distribution\n",
    'pip reached no network to install bench/peers/requirements.txt from; this is needed once',
  ],
  [
    'pip',
    1,
    '',
    'ERROR: Could not find a version of numpy==2.4.6\nERROR: No matching distribution\n',
    'pip could not install bench/peers/requirements.txt (1): Could not find a version of numpy==2.4.6',
  ],
])('%s that ends with %j is one sentence', (step, code, printed, complaints, sentence) => {
  expect(environmentFailure('python3', step, { code, printed, complaints })).toBe(sentence);
});

test('without a Python there is no environment, and the reason', async () => {
  expect(await openEnvironment(join(folder, 'none'), '/nowhere/python3')).toEqual({
    skipped: 'there is no /nowhere/python3 to make an environment for the peers with',
  });
});

test('the choice of a kernel for old releases is not handed on', () => {
  const env = { HOME: '/root', OPENBLAS_CORETYPE: 'Haswell', OPENBLAS_L2_SIZE: '512' };
  expect(withoutKernelChoice(env)).toEqual({ HOME: '/root' });
  expect(env.OPENBLAS_CORETYPE).toBe('Haswell');
});

test('a peer that is not there is skipped, with what to install', () => {
  expect(reasonOf('py', { missing: 'faiss' })).toBe('py has no faiss: apt-get install python3-faiss');
  expect(reasonOf('py', { missing: 'yaml' })).toBe('py has no yaml');
  expect(reasonOf('py', { unable: 'it does not search by dot' })).toBe('it does not search by dot');
});
