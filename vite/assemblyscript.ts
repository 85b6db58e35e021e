/** An import of `./name.bytes` in; the WebAssembly compiled from `./name.as.ts` out, as a Uint8Array in the bundle. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import type { Plugin } from 'vite';

const SUFFIX = '?bytes';

const ASC_OPTIONS = [
  '--runtime=stub',
  '--enable=simd',
  '--importMemory',
  '--noExportMemory',
  '--optimizeLevel=3',
  '--shrinkLevel=0',
  '--converge',
  '--noAssert',
  '--noColors',
];

const IMPORT = /^import .* from '\.\/([^']+)';$/gm;

/** By the text of all its sources: the page's build, each worker's build and a watcher ask for the same kernel. */
const compiled = new Map<string, Promise<Uint8Array>>();

/**
 * Vite plugin: the default export of `./name.bytes` is the wasm of `./name.as.ts` beside it, `Uint8Array<ArrayBuffer>`.
 *
 * A `name.bytes.d.ts` beside the two tells TypeScript so; naming the source itself would make tsc read
 * AssemblyScript as TypeScript. The kernel imports its memory as `env.memory` and exports none. List the plugin under
 * `worker.plugins` too, as a factory: Vite bundles workers apart. An error of the compiler fails the build with its
 * text. SIMD is on, relaxed SIMD is off.
 */
export function assemblyscript(): Plugin {
  return {
    name: 'assemblyscript',
    enforce: 'pre',
    resolveId(specifier, importer) {
      if (importer === undefined || !specifier.endsWith('.bytes')) return null;
      const file = resolve(dirname(importer.replace(/[?#].*$/, '')), specifier.replace(/\.bytes$/, '.as.ts'));
      return existsSync(file) ? file.replaceAll('\\', '/') + SUFFIX : null;
    },
    async load(id) {
      if (!id.endsWith(`.as.ts${SUFFIX}`)) return null;
      const file = id.slice(0, -SUFFIX.length);
      const sources = await readSources(dirname(file), basename(file));
      for (const name of sources.keys()) this.addWatchFile(join(dirname(file), name));
      const wasm = await compileOnce(basename(file), sources);
      const base64 = Buffer.from(wasm).toString('base64');
      return {
        code: `export default Uint8Array.from(atob('${base64}'), (char) => char.charCodeAt(0));`,
        map: { mappings: '' },
        moduleType: 'js',
      };
    },
  };
}

/** The text of a source and of all that it imports from its own folder, by file name. */
async function readSources(folder: string, name: string): Promise<Map<string, string>> {
  const sources = new Map<string, string>();
  const wanted = [name];
  for (const next of wanted) {
    if (sources.has(next)) continue;
    const text = await readFile(join(folder, next), 'utf8');
    sources.set(next, text);
    for (const [, imported] of text.matchAll(IMPORT)) wanted.push(`${imported ?? ''}.ts`);
  }
  return sources;
}

function compileOnce(name: string, sources: ReadonlyMap<string, string>): Promise<Uint8Array> {
  const key = JSON.stringify([...sources]);
  const known = compiled.get(key);
  if (known) return known;
  const wasm = compile(name, sources);
  compiled.set(key, wasm);
  wasm.catch(() => compiled.delete(key));
  return wasm;
}

async function compile(name: string, sources: ReadonlyMap<string, string>): Promise<Uint8Array> {
  // Loaded on demand: the compiler carries binaryen, which takes a second that a cached start need not pay.
  const { main, createMemoryStream } = await import('assemblyscript/asc');
  const stderr = createMemoryStream();
  let wasm: Uint8Array | undefined;
  const { error } = await main([name, ...ASC_OPTIONS, '--outFile=kernel.wasm'], {
    stdout: createMemoryStream(),
    stderr,
    readFile: (path) => sources.get(path) ?? null,
    writeFile: (_path, contents) => {
      if (typeof contents !== 'string') wasm = contents;
    },
    listFiles: () => [],
  });
  if (error || !wasm) {
    throw new Error(`${name} does not compile: ${error?.message ?? 'no output'}\n${stderr.toString()}`);
  }
  return wasm;
}
