/** Tells `depcruise` which folder of `src` imports which, and which files import a library. */

/** Folders of `src`, from the ground up, with the others that each may import. */
const MAY_IMPORT = {
  shared: [],
  knn: [],
  'service-worker': [],
  contract: ['knn', 'shared'],
  image: ['contract', 'shared'],
  inference: ['contract', 'shared'],
  store: ['contract', 'shared'],
  exchange: ['contract', 'shared'],
  'encoding/focus': ['image', 'inference', 'contract', 'shared'],
  'encoding/encoder': ['encoding/focus', 'inference', 'contract', 'shared'],
  'encoding/text': ['encoding/encoder', 'inference', 'contract', 'shared'],
  'encoding/photo': ['image', 'contract', 'shared'],
  'encoding/[^/]+\\.ts$': [
    'encoding/encoder',
    'encoding/focus',
    'encoding/photo',
    'image',
    'contract',
    'shared',
  ],
  'models/hub': ['contract', 'shared'],
  'models/shelf': ['inference', 'contract', 'shared'],
  'models/trial': ['encoding/encoder', 'encoding/text', 'image', 'inference', 'contract', 'shared'],
  'models/[^/]+\\.ts$': [
    'models/hub',
    'models/shelf',
    'models/trial',
    'encoding/[^/]+\\.ts$',
    'encoding/encoder',
    'encoding/focus',
    'image',
    'inference',
    'contract',
    'shared',
  ],
  catalogue: ['store', 'knn', 'contract', 'shared'],
  demo: ['knn', 'contract', 'shared'],
  threads: ['knn', 'contract', 'shared'],
  workers: [
    ...['threads', 'demo', 'catalogue', 'models', 'encoding', 'exchange', 'store', 'inference', 'image'],
    ...['knn', 'contract', 'shared'],
  ],
  // the page starts threads; how they are linked and supervised is not its business
  app: [
    'threads/start-photos\\.ts$',
    'threads/start-models\\.ts$',
    'threads/fleet/former-models\\.ts$',
    'contract',
    'shared',
  ],
};

/** Where one folder may import another for its types alone. */
const TYPES_OF = { contract: ['knn'], threads: ['knn'] };

/** Files that import a library; no others do. A library that is not here is imported by none. */
const IMPORTERS = {
  'onnxruntime-web': ['inference/(session|device|ports)\\.ts$'],
  idb: ['store/'],
  comlink: [
    'threads/start-(photos|models)\\.ts$',
    'threads/fleet/supervised-encoder\\.ts$',
    'threads/link/(worker-handle|remote-part)\\.ts$',
    'workers/([a-z]+\\.worker|knn-pools|photo-encoder-port|product-calls)\\.ts$',
  ],
  '@huggingface/tokenizers': ['encoding/text/tokenizer\\.ts$'],
  'p-queue': ['encoding/photo-pipeline\\.ts$', 'encoding/photo/photo-decoder\\.ts$'],
  react: ['app/'],
  'react-dom': ['app/main\\.tsx$'],
  'workbox-core': ['service-worker/sw\\.ts$'],
  'workbox-precaching': ['service-worker/sw\\.ts$'],
  'workbox-routing': ['service-worker/sw\\.ts$'],
  'workbox-strategies': ['service-worker/sw\\.ts$'],
  'lucide-react': ['app/'],
  '@tanstack/react-virtual': ['app/catalogue/CatalogueGrid\\.tsx$'],
};

/** A pattern of paths below `src`: a folder's name stands for all in it. */
function below(places) {
  return `^src/(${places.map((place) => (/[/$]$/.test(place) ? place : `${place}/`)).join('|')})`;
}

/** A pattern of their files; those with `?url` are not looked up. */
function libraries(names) {
  return `(^|node_modules/)(@types/)?(${names.join('|')})(/|$)`;
}

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    ...Object.entries(MAY_IMPORT).map(([folder, others]) => ({
      name: `${folder.replace(/\/\[.*/, '')}-imports`,
      comment: `It may import ${others.length === 0 ? 'no other folder' : others.join(', ')}: see MAY_IMPORT.`,
      severity: 'error',
      from: { path: below([folder]) },
      to: { path: '^src/', pathNot: below([folder, ...others]) },
    })),
    ...Object.entries(TYPES_OF).map(([folder, others]) => ({
      name: `${folder}-imports-types`,
      comment: `Of ${others.join(', ')} it may import types alone, with \`import type\`.`,
      severity: 'error',
      from: { path: below([folder]) },
      to: { path: below(others), dependencyTypesNot: ['type-only'] },
    })),
    ...Object.entries(IMPORTERS).map(([library, files]) => ({
      name: `importers-of-${library}`,
      comment: `Only ${files.join(', ')} may import it: see IMPORTERS.`,
      severity: 'error',
      from: { path: '^src/', pathNot: below(files) },
      to: { path: libraries([library]) },
    })),
    {
      name: 'unknown-folder',
      comment: 'A folder of src must stand in MAY_IMPORT.',
      severity: 'error',
      from: { path: '^src/', pathNot: below(Object.keys(MAY_IMPORT)) },
      to: {},
    },
    {
      name: 'unknown-library',
      comment: 'A library must stand in IMPORTERS, and its reason in CONTRIBUTING.md.',
      severity: 'error',
      from: { path: '^src/' },
      to: { pathNot: ['^src/', libraries(Object.keys(IMPORTERS))] },
    },
    {
      name: 'no-circle',
      comment: 'Files that import each other cannot be read one after the other; types count.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    // types too
    tsPreCompilationDeps: true,
    // a linked node_modules is still node_modules
    preserveSymlinks: true,
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.d.ts', '.js', '.css'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'default'],
    },
  },
};
