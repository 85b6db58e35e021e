/** The built app's page in; the files that a first page loads before anything is asked of it out. */
import { posix } from 'node:path';

/** Gives the text of a file of the built app, by its path there. */
export type Read = (file: string) => Promise<string>;

/** Addresses that a page of HTML loads by itself: scripts, preloaded modules and styles. */
export function staticLoads(html: string): readonly string[] {
  const tags = html.match(/<(?:script|link)\b[^>]*>/g) ?? [];
  return tags.flatMap((tag) => {
    const loads = tag.startsWith('<script') || /\brel="(?:stylesheet|modulepreload)"/.test(tag);
    const [, address] = /\b(?:src|href)="([^"]+)"/.exec(tag) ?? [];
    return loads && address !== undefined ? [address.replace(/^\.?\//, '')] : [];
  });
}

/** Scripts beside it that a script imports: with itself, and later by a call. */
export function importsOf(script: string): {
  readonly withItself: readonly string[];
  readonly byCall: readonly string[];
} {
  const named = (pattern: RegExp) => [...script.matchAll(pattern)].map(([, name = '']) => name);
  return {
    withItself: named(/\b(?:import|from)\s*["'`]\.\/([^"'`]+\.js)["'`]/g),
    byCall: named(/\bimport\(\s*["'`]\.\/([^"'`]+\.js)["'`]\s*\)/g),
  };
}

/** The given scripts and all that come with them. */
export async function importedBy(scripts: readonly string[], read: Read): Promise<ReadonlySet<string>> {
  const found = new Set(scripts);
  // what is added meanwhile is visited, too
  for (const script of found) {
    const { withItself } = importsOf(await read(script));
    for (const name of withItself) found.add(posix.join(posix.dirname(script), name));
  }
  return found;
}

/**
 * `index.html`, its styles, its scripts with all that come with them, and what those scripts import as they start:
 * `main.tsx` brings the app by calls, one after the other. What the app itself imports by a call comes when needed.
 */
export async function firstLoad(read: Read): Promise<ReadonlySet<string>> {
  const loads = staticLoads(await read('index.html'));
  const scripts = loads.filter((file) => file.endsWith('.js'));
  const started = await Promise.all(
    scripts.map(async (script) =>
      importsOf(await read(script)).byCall.map((name) => posix.join(posix.dirname(script), name)),
    ),
  );
  return new Set(['index.html', ...loads, ...(await importedBy([...scripts, ...started.flat()], read))]);
}
