/** Proves that each rule about imports finds the import that it forbids. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { cruise } from 'dependency-cruiser';
import extractDepcruiseOptions from 'dependency-cruiser/config-utl/extract-depcruise-options';
import { expect, test } from 'vitest';

const CONFIG = resolve(import.meta.dirname, '../../../.dependency-cruiser.js');

/** Files below `src` that break a rule, with the rule. */
const BROKEN: readonly (readonly [file: string, text: string, rule: string])[] = [
  ['knn/a.ts', "import '../shared/ground';", 'knn-imports'],
  ['shared/a.ts', "import type { T } from '../contract/t';", 'shared-imports'],
  ['service-worker/a.ts', "import '../shared/ground';", 'service-worker-imports'],
  ['contract/a.ts', "import type { T } from '../exchange/t';", 'contract-imports'],
  ['contract/b.ts', "import { v } from '../knn/v';", 'contract-imports-types'],
  ['image/a.ts', "import '../inference/v';", 'image-imports'],
  ['encoding/focus/a.ts', "import '../encoder/v';", 'encoding/focus-imports'],
  ['models/hub/a.ts', "import '../shelf/v';", 'models/hub-imports'],
  ['models/a.ts', "import '../encoding/text/v';", 'models-imports'],
  ['threads/a.ts', "import { v } from '../knn/v';", 'threads-imports-types'],
  ['demo/a.ts', "import '../store/v';", 'demo-imports'],
  ['workers/a.ts', "import '../app/v';", 'workers-imports'],
  ['app/a.ts', "const later = () => import('../threads/link/v');", 'app-imports'],
  ['app/b.ts', "export type { T } from '../knn/v';", 'app-imports'],
  ['catalogue/a.ts', "import { openDB } from 'idb';", 'importers-of-idb'],
  ['app/c.ts', "import { wrap } from 'comlink';", 'importers-of-comlink'],
  ['image/b.ts', "import url from 'onnxruntime-web/ort.wasm?url';", 'importers-of-onnxruntime-web'],
  ['app/d.ts', "import 'left-pad';", 'unknown-library'],
  ['app/e.ts', "import '../../test/chromium';", 'unknown-library'],
  ['utils/a.ts', "import '../shared/ground';", 'unknown-folder'],
  ['store/a.ts', "import type { T } from './b';", 'no-circle'],
];
/** What they import, and imports that are allowed. */
const SOUND: readonly (readonly [file: string, text: string])[] = [
  ['shared/ground.ts', ''],
  ['contract/t.ts', "import type { T } from '../knn/v';\nimport '../shared/ground';"],
  ['exchange/t.ts', "import '../contract/t';"],
  ['knn/v.ts', ''],
  ['inference/v.ts', ''],
  ['encoding/encoder/v.ts', "import '../focus/v';"],
  ['encoding/focus/v.ts', "import '../../image/v';"],
  ['image/v.ts', ''],
  ['models/shelf/v.ts', ''],
  ['models/trial/v.ts', ''],
  ['encoding/text/v.ts', "import '../encoder/v';"],
  ['models/v.ts', "import './shelf/v';\nimport './trial/v';"],
  // the circle is named once, by its first file
  ['store/b.ts', "import type { T } from './a';"],
  ['store/v.ts', "import { openDB } from 'idb';"],
  ['app/v.ts', "import '../threads/start-photos';"],
  ['threads/start-photos.ts', "import { wrap } from 'comlink';\nimport type { T } from '../knn/v';"],
  ['threads/link/v.ts', ''],
];

test('what is forbidden is found, and nothing else is', async () => {
  const baseDir = mkdtempSync(join(tmpdir(), 'imports-'));
  try {
    for (const [file, text] of [...BROKEN, ...SOUND]) {
      mkdirSync(dirname(join(baseDir, 'src', file)), { recursive: true });
      writeFileSync(join(baseDir, 'src', file), text);
    }
    const options = await extractDepcruiseOptions(CONFIG);
    const { output } = await cruise(['src'], { ...options, baseDir });
    if (typeof output === 'string') throw new Error(output);
    const found = output.summary.violations.map(({ from, rule }) => `${from}: ${rule.name}`);
    expect([...new Set(found)].sort()).toEqual(BROKEN.map(([file, , rule]) => `src/${file}: ${rule}`).sort());
  } finally {
    rmSync(baseDir, { recursive: true, force: true });
  }
});
