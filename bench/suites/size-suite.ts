/** Measures in bytes what a first visit to the built app loads, and what comes later. */
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';
import type { SuiteResult } from '../suite';
import { firstLoad, importedBy } from './first-load';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const DIST = join(ROOT, 'dist');

type Group =
  | 'first load'
  | 'when needed'
  | 'workers'
  | 'runtime, wasm'
  | 'runtime, webgpu'
  | 'model'
  | 'offline'
  | 'other';

const GROUPS: readonly Group[] = [
  'first load',
  'when needed',
  'workers',
  'runtime, wasm',
  'runtime, webgpu',
  'model',
  'offline',
  'other',
];

/** Purpose of a file of the built app. `first` and `workers` are imported at the start of the page and the workers. */
export function groupOf(
  file: string,
  { first, workers }: { readonly first: ReadonlySet<string>; readonly workers: ReadonlySet<string> },
): Group {
  if (first.has(file)) return 'first load';
  if (file.startsWith('models/')) return 'model';
  const name = basename(file);
  if (name.startsWith('ort')) return /asyncify|webgpu/.test(name) ? 'runtime, webgpu' : 'runtime, wasm';
  if (workers.has(file)) return 'workers';
  if (/^(sw|workbox-.*)\.js$|\.webmanifest$/.test(name)) return 'offline';
  return /\.(js|css)$/.test(name) ? 'when needed' : 'other';
}

/** Builds `dist/` if it is missing; an existing one is measured as it is. */
export async function sizeSuite(): Promise<SuiteResult> {
  if (!existsSync(join(DIST, 'index.html'))) await build({ root: ROOT, logLevel: 'error' });
  const read = (file: string) => readFile(join(DIST, file), 'utf8');
  const entries = await readdir(DIST, { recursive: true, withFileTypes: true });
  const starts = await readdir(join(DIST, 'assets'));
  const loads = {
    first: await firstLoad(read),
    workers: await importedBy(
      starts.filter((name) => /\.worker-[^/]*\.js$/.test(name)).map((name) => `assets/${name}`),
      read,
    ),
  };
  const files = await Promise.all(
    entries
      .filter((entry) => entry.isFile())
      .map(async (entry) => {
        const path = join(entry.parentPath, entry.name);
        const file = path.slice(DIST.length + 1).replaceAll('\\', '/');
        const content = await readFile(path);
        return {
          file,
          group: groupOf(file, loads),
          bytes: content.length,
          gzipBytes: gzipSync(content).length,
        };
      }),
  );
  const sorted = files.sort(
    (a, b) => GROUPS.indexOf(a.group) - GROUPS.indexOf(b.group) || b.gzipBytes - a.gzipBytes,
  );
  const groups = GROUPS.map((group) => {
    const members = files.filter((file) => file.group === group);
    const sum = (key: 'bytes' | 'gzipBytes') => members.reduce((total, file) => total + file[key], 0);
    return { group, files: members.length, bytes: sum('bytes'), gzipBytes: sum('gzipBytes') };
  });
  return {
    tables: [
      {
        title:
          'size: sums by what loads when (first load = index.html, its styles, its script and what that imports)',
        columns: ['group', 'files', 'bytes', 'gzip'],
        rows: groups.map(({ group, files: count, bytes, gzipBytes }) => [
          group,
          String(count),
          String(bytes),
          String(gzipBytes),
        ]),
      },
      {
        title: 'size: files',
        columns: ['file', 'group', 'bytes', 'gzip'],
        rows: sorted.map(({ file, group, bytes, gzipBytes }) => [
          file,
          group,
          String(bytes),
          String(gzipBytes),
        ]),
      },
    ],
    results: [...groups, ...sorted],
  };
}
