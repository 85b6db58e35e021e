/** A page and file names in; whether they are counted where they load out. */
import { expect, test } from 'vitest';
import { groupOf, staticLoads } from '../../../bench/suites/size-suite';

test('a page loads its scripts, styles and preloaded modules, not its icon', () => {
  const html = `<link rel="icon" href="/icon.svg"><link rel="stylesheet" crossorigin href="/assets/a.css">
    <link rel="modulepreload" href="./assets/b.js"><script type="module" crossorigin src="/assets/c.js"></script>
    <script>inline()</script>`;
  expect(staticLoads(html)).toEqual(['assets/a.css', 'assets/b.js', 'assets/c.js']);
});

test.each([
  ['assets/c.js', 'first load'],
  ['assets/App-1.js', 'first load'],
  ['icon.svg', 'other'],
  ['assets/knn.worker-1.js', 'workers'],
  ['assets/ort.wasm.min-1.js', 'runtime, wasm'],
  ['assets/ort-wasm-simd-threaded-1.wasm', 'runtime, wasm'],
  ['assets/ort-wasm-simd-threaded.asyncify-1.wasm', 'runtime, webgpu'],
  ['assets/ort.webgpu.min-1.js', 'runtime, webgpu'],
  ['models/any/model.onnx', 'model'],
  ['sw.js', 'offline'],
] as const)('%s belongs to %s', (file, group) => {
  expect(groupOf(file, new Set(['assets/c.js']))).toBe(group);
});
