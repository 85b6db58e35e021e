/** The sources in; proof that each folder imports only what the architecture allows, and each library has one importer, out. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';

const SRC = resolve(import.meta.dirname, '../../src');

/** What a folder may import of the others, folders or single files. */
const ALLOWED: Record<string, readonly string[]> = {
  shared: [],
  contract: ['knn'],
  image: [],
  inference: [],
  'encoding/focus': ['image', 'inference'],
  'encoding/encoder': ['encoding/focus', 'inference'],
  'encoding/text': ['encoding/encoder', 'inference'],
  models: ['encoding/encoder', 'encoding/focus', 'image', 'inference', 'models/shelf'],
  'models/hub': [],
  'models/shelf': ['inference'],
  'models/trial': ['encoding/encoder', 'encoding/text', 'image', 'inference'],
  store: [],
  knn: [],
  demo: ['knn'],
  catalogue: ['knn', 'store'],
  exchange: [],
  threads: ['knn'],
  workers: [
    'image',
    'inference',
    'encoding/focus',
    'encoding/encoder',
    'encoding/text',
    'models',
    'models/hub',
    'models/shelf',
    'models/trial',
    'store',
    'knn',
    'demo',
    'catalogue',
    'exchange',
    'threads',
  ],
  'service-worker': [],
  app: ['threads/start-photos.ts', 'threads/start-models.ts', 'threads/fleet/former-models.ts'],
};
/** Types and pure functions. */
const OPEN_TO_ALL = ['contract', 'shared'];
const IMPORT_NOTHING_OPEN = ['knn', 'shared', 'service-worker'];

/** Which files may import a library. */
const IMPORTERS: Record<string, RegExp> = {
  'onnxruntime-web': /^inference\/(session|device|ports)\.ts$/,
  idb: /^store\//,
  comlink:
    /^(threads\/(start-photos|start-models|fleet\/supervised-encoder|link\/(worker-handle|remote-part))|workers\/[a-z]+\.worker)\.ts$/,
  '@huggingface/tokenizers': /^encoding\/text\/tokenizer\.ts$/,
  'p-queue': /^workers\/encoder\.worker\.ts$/,
  react: /^app\//,
  'react-dom': /^app\/main\.tsx$/,
  'workbox-core': /^service-worker\/sw\.ts$/,
  'workbox-precaching': /^service-worker\/sw\.ts$/,
  'workbox-routing': /^service-worker\/sw\.ts$/,
  'workbox-strategies': /^service-worker\/sw\.ts$/,
  'lucide-react': /^app\//,
  '@tanstack/react-virtual': /^app\/catalogue\/CatalogueGrid\.tsx$/,
};

function sources(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !file.endsWith('.as.ts'))
    .map((file) => file.replaceAll('\\', '/'));
}

function imports(file: string): string[] {
  const text = readFileSync(join(SRC, file), 'utf8');
  const found = text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g);
  return [...found].map(([, specifier = '']) => specifier);
}

const FILES = sources(SRC);

/** The longest name in the table that a file lies under; a folder that is not in the table by its first name. */
function folderOf(file: string): string {
  const [longest = file.slice(0, Math.max(0, file.indexOf('/'))) || file] = Object.keys(ALLOWED)
    .filter((folder) => file.startsWith(`${folder}/`))
    .sort((a, b) => b.length - a.length);
  return longest;
}

describe('the import table', () => {
  test('covers every folder of src', () => {
    const folders = new Set(FILES.filter((file) => file.includes('/')).map(folderOf));
    expect([...folders].sort()).toEqual(Object.keys(ALLOWED).sort());
  });

  test.each(FILES.filter((file) => file.includes('/')))('%s imports only what its folder may', (file) => {
    const own = folderOf(file);
    const targets = imports(file)
      .filter((specifier) => specifier.startsWith('.') && !specifier.endsWith('.css'))
      .map((specifier) => relative(SRC, resolve(SRC, dirname(file), specifier)).replaceAll('\\', '/'))
      .filter((target) => folderOf(target) !== own);
    const allowed = [...(ALLOWED[own] ?? []), ...(IMPORT_NOTHING_OPEN.includes(own) ? [] : OPEN_TO_ALL)];
    const forbidden = targets.filter(
      (target) => !allowed.includes(folderOf(target)) && !allowed.includes(`${target}.ts`),
    );
    expect(forbidden).toEqual([]);
  });

  test.each(Object.entries(IMPORTERS))('%s has its importers and no others', (library, allowed) => {
    const importers = FILES.filter((file) =>
      imports(file).some((specifier) => specifier === library || specifier.startsWith(`${library}/`)),
    ).filter((file) => file !== 'assets.d.ts');
    expect(importers.length).toBeGreaterThan(0);
    expect(importers.filter((file) => !allowed.test(file))).toEqual([]);
  });

  test('knows every library that the app imports', () => {
    const libraries = FILES.flatMap(imports)
      .filter((specifier) => !specifier.startsWith('.'))
      .map((specifier) =>
        specifier
          .split('/')
          .slice(0, specifier.startsWith('@') ? 2 : 1)
          .join('/'),
      );
    expect([...new Set(libraries)].sort()).toEqual(Object.keys(IMPORTERS).sort());
  });
});

describe('a source file', () => {
  test.each(FILES)('%s opens with a sentence and ends before line 300', (file) => {
    const text = readFileSync(join(SRC, file), 'utf8');
    expect(text.startsWith('/** ')).toBe(true);
    expect(text.split('\n').length).toBeLessThanOrEqual(301);
  });
});
