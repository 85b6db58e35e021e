/** A machine with or without WebKitGTK in; the paths of its driver and its browser, and of a display if one is needed, out. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

export interface WebKitPlace {
  readonly driver: string;
  readonly browser: string;
  /** Undefined where there is a display already. */
  readonly xvfb: string | undefined;
}

function which(name: string): string | undefined {
  const found = spawnSync('which', [name], { encoding: 'utf8' });
  return found.status === 0 ? found.stdout.trim() : undefined;
}

/** `/usr/lib/<machine>/webkit2gtk-4.1/MiniBrowser`, or where other systems put it; the newest API first. */
function miniBrowser(): string | undefined {
  const libraries = ['/usr/lib', '/usr/libexec', '/usr/lib64'].filter((path) => existsSync(path));
  const machines = libraries.flatMap((path) => [
    path,
    ...readdirSync(path, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && entry.name.endsWith('-linux-gnu'))
      .map(({ name }) => join(path, name)),
  ]);
  const names = ['webkitgtk-6.0', 'webkit2gtk-4.1', 'webkit2gtk-4.0'];
  return names
    .flatMap((name) => machines.map((path) => join(path, name, 'MiniBrowser')))
    .find((path) => existsSync(path));
}

/** Undefined where WebKitWebDriver, its MiniBrowser, or both a display and Xvfb are missing. */
export function findWebKit(): WebKitPlace | undefined {
  if (process.platform !== 'linux') return undefined;
  const driver = which('WebKitWebDriver');
  const browser = miniBrowser();
  const hasDisplay = (process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY'] ?? '') !== '';
  const xvfb = hasDisplay ? undefined : which('Xvfb');
  if (driver === undefined || browser === undefined || (!hasDisplay && xvfb === undefined)) return undefined;
  return { driver, browser, xvfb };
}
