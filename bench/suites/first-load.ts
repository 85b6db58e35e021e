/** Finds the files that a first visit to the built app loads by itself. */
import { posix } from 'node:path';

/** Reads a file of the built app as text, by its path there. */
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

/** Finds the scripts that a script imports: statically, and later by `import()`. */
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

/** Finds the given scripts and all that they import statically. */
export async function importedBy(scripts: readonly string[], read: Read): Promise<ReadonlySet<string>> {
  const found = new Set(scripts);
  // the loop also visits scripts that it adds
  for (const script of found) {
    const { withItself } = importsOf(await read(script));
    for (const name of withItself) found.add(posix.join(posix.dirname(script), name));
  }
  return found;
}

/**
 * Finds `index.html`, its styles, its scripts with their static imports, and the `import()`s of those scripts, since
 * `main.tsx` loads the app that way. The app's own `import()`s are left out: they run when needed.
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
