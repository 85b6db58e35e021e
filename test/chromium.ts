/** A machine with or without a browser in; the path of a Chromium that tests and benches drive out. */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { chromium } from '@playwright/test';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome'];
const PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
];

const WAY_OUT =
  'No Chromium was found or could be installed: install Chrome or Chromium, or set CHROME_PATH to its executable, ' +
  'then run this command again.';

function onPath(name: string): string | undefined {
  const found = spawnSync(process.platform === 'win32' ? 'where' : 'which', [name], { encoding: 'utf8' });
  return found.status === 0 ? found.stdout.split(/\r?\n/)[0] : undefined;
}

/** `CHROME_PATH`, then an installed browser, then Playwright's own. */
export function findChromium(): string | undefined {
  const set = process.env['CHROME_PATH'];
  if (set !== undefined && set !== '') {
    if (!existsSync(set)) throw new Error(`CHROME_PATH is ${set}, but there is no such file.`);
    return set;
  }
  for (const name of NAMES) {
    const path = onPath(name);
    if (path !== undefined) return path;
  }
  return [...PLACES, chromium.executablePath()].find((path) => existsSync(path));
}

function tryInstall(command: string, args: readonly string[]): boolean {
  console.log(`No Chromium here: ${command} ${args.join(' ')}`);
  const done = spawnSync(command, args, {
    stdio: 'inherit',
    shell: process.platform === 'win32',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  return done.status === 0;
}

function mayUseApt(): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || !existsSync('/etc/os-release'))
    return false;
  return /^ID(_LIKE)?=.*(debian|ubuntu)/m.test(readFileSync('/etc/os-release', 'utf8'));
}

/** As `findChromium`; installs one where there is none. Throws with one sentence that says what to do. */
export function ensureChromium(): string {
  const found = findChromium();
  if (found !== undefined) return found;
  const installed =
    tryInstall('npx', ['playwright', 'install', 'chromium']) ||
    (mayUseApt() &&
      tryInstall('apt-get', ['update', '-qq']) &&
      tryInstall('apt-get', ['install', '-y', '-qq', 'chromium']));
  const now = installed ? findChromium() : undefined;
  if (now === undefined) throw new Error(WAY_OUT);
  return now;
}

/** The browser's own name and version. */
export function chromiumVersion(path: string): string {
  return execFileSync(path, ['--version', '--no-sandbox'], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  }).trim();
}

/** No calls home, and no sandbox only where the system forbids one to the superuser. */
export const CHROMIUM_ARGS: readonly string[] = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--no-first-run',
];

/** A software WebGPU adapter, so that the WebGPU path is tested on machines without a GPU. */
export const WEBGPU_ARGS: readonly string[] = [
  '--enable-unsafe-webgpu',
  '--use-webgpu-adapter=swiftshader',
  '--enable-features=Vulkan',
];
