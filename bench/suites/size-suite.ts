/** The built app in; what a first visit loads, and what comes later, in bytes, out. */
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';
import type { SuiteResult } from '../suite';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const DIST = join(ROOT, 'dist');

type Group = 'first load' | 'workers' | 'runtime, wasm' | 'runtime, webgpu' | 'model' | 'offline' | 'other';

const GROUPS: readonly Group[] = [
  'first load',
  'workers',
  'runtime, wasm',
  'runtime, webgpu',
  'model',
  'offline',
  'other',
];

/** Addresses that a page of HTML loads by itself: scripts, preloaded modules and styles. */
export function staticLoads(html: string): readonly string[] {
  const tags = html.match(/<(?:script|link)\b[^>]*>/g) ?? [];
  return tags.flatMap((tag) => {
    const loads = tag.startsWith('<script') || /\brel="(?:stylesheet|modulepreload)"/.test(tag);
    const [, address] = /\b(?:src|href)="([^"]+)"/.exec(tag) ?? [];
    return loads && address !== undefined ? [address.replace(/^\.?\//, '')] : [];
  });
}

/** What a file of the built app is for. */
export function groupOf(file: string, first: ReadonlySet<string>): Group {
  if (first.has(file)) return 'first load';
  if (file.startsWith('models/')) return 'model';
  if (/\.worker-[^/]*\.js$/.test(file)) return 'workers';
  const name = basename(file);
  if (name.startsWith('ort')) return /asyncify|webgpu/.test(name) ? 'runtime, webgpu' : 'runtime, wasm';
  if (/^(sw|workbox-.*)\.js$|\.webmanifest$/.test(name)) return 'offline';
  // the page's own scripts are imported one after the other as soon as it starts
  return /\.(js|css)$/.test(name) ? 'first load' : 'other';
}

/** Builds `dist/` where it is missing; what is there is measured as it is. */
export async function sizeSuite(): Promise<SuiteResult> {
  if (!existsSync(join(DIST, 'index.html'))) await build({ root: ROOT, logLevel: 'error' });
  const first = new Set(['index.html', ...staticLoads(await readFile(join(DIST, 'index.html'), 'utf8'))]);
  const entries = await readdir(DIST, { recursive: true, withFileTypes: true });
  const files = await Promise.all(
    entries
      .filter((entry) => entry.isFile())
      .map(async (entry) => {
        const path = join(entry.parentPath, entry.name);
        const file = path.slice(DIST.length + 1).replaceAll('\\', '/');
        const content = await readFile(path);
        return {
          file,
          group: groupOf(file, first),
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
        title: 'size: sums by what loads when (first load = index.html, the scripts and styles of the page)',
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
