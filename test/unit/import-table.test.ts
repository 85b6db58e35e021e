/** The sources in; proof that each folder imports only what the architecture allows, and each library has one importer, out. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';

const SRC = resolve(import.meta.dirname, '../../src');

/** What a folder may import of the others; root files that hold only types and pure functions are open to all. */
const ALLOWED: Record<string, readonly string[]> = {
  image: [],
  runtime: [],
  model: ['runtime'],
  focus: ['image', 'model'],
  encoder: ['focus', 'model'],
  text: ['encoder', 'runtime'],
  trial: ['encoder', 'image', 'model', 'runtime', 'text'],
  hub: [],
  shelf: ['runtime'],
  store: [],
  knn: [],
  demo: [],
  catalogue: ['demo', 'knn', 'store'],
  exchange: [],
  app: ['workers.ts', 'model-workers.ts', 'default-model.ts', 'former-models.ts'],
};
const OPEN_TO_ALL = [
  'contract.ts',
  'vectors-contract.ts',
  'table-contract.ts',
  'text-contract.ts',
  'preview-contract.ts',
  'models-contract.ts',
  'demo-contract.ts',
  'encoders-contract.ts',
  'job-contract.ts',
  'card.ts',
  'input-shape.ts',
  'errors.ts',
  'reasons.ts',
  'sha256.ts',
  'lifetime.ts',
  'half.ts',
  'assets.d.ts',
];

/** Which files may import a library. */
const IMPORTERS: Record<string, RegExp> = {
  'onnxruntime-web': /^runtime\//,
  idb: /^store\//,
  comlink: /^(workers|model-workers|encoder-fleet|encoder-crew|raced-worker|remote-part|[a-z]+\.worker)\.ts$/,
  '@huggingface/tokenizers': /^text\/tokenizer\.ts$/,
  'p-queue': /^encoder\.worker\.ts$/,
  react: /^app\//,
  'react-dom': /^app\/main\.tsx$/,
  'workbox-core': /^sw\.ts$/,
  'workbox-precaching': /^sw\.ts$/,
  'workbox-routing': /^sw\.ts$/,
  'workbox-strategies': /^sw\.ts$/,
  'lucide-react': /^app\//,
  '@tanstack/react-virtual': /^app\/CatalogueGrid\.tsx$/,
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

function folderOf(file: string): string {
  return file.includes('/') ? file.slice(0, file.indexOf('/')) : file;
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
      .map((target) => (target.includes('/') ? folderOf(target) : `${target}.ts`))
      .filter((target) => target !== own);
    const open = own === 'knn' ? [] : OPEN_TO_ALL;
    const forbidden = targets.filter((target) => !ALLOWED[own]?.includes(target) && !open.includes(target));
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
