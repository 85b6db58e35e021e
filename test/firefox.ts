/** A machine with or without Firefox in; the path of one that can be driven out. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const NAMES = ['firefox-esr', 'firefox'];
const PLACES = [
  '/Applications/Firefox.app/Contents/MacOS/firefox',
  'C:\\Program Files\\Mozilla Firefox\\firefox.exe',
];

/** `FIREFOX_PATH`, then an installed one; undefined where there is none. Throws where the path leads nowhere. */
export function findFirefox(): string | undefined {
  const set = process.env['FIREFOX_PATH'];
  if (set !== undefined && set !== '') {
    if (!existsSync(set)) throw new Error(`FIREFOX_PATH is ${set}, but there is no such file.`);
    return set;
  }
  for (const name of NAMES) {
    const found = spawnSync(process.platform === 'win32' ? 'where' : 'which', [name], { encoding: 'utf8' });
    const [path] = found.status === 0 ? found.stdout.split(/\r?\n/) : [];
    if (path !== undefined && path !== '') return path;
  }
  return PLACES.find((path) => existsSync(path));
}
