/** File names in; whether they are counted where they load out. */
import { expect, test } from 'vitest';
import { groupOf } from '../../../bench/suites/size-suite';

const LOADS = {
  first: new Set(['assets/c.js', 'assets/c.css', 'assets/shared.js']),
  workers: new Set(['assets/knn.worker-1.js', 'assets/of-workers.js', 'assets/shared.js']),
};

test.each([
  ['assets/c.js', 'first load'],
  ['assets/c.css', 'first load'],
  ['assets/shared.js', 'first load'],
  ['assets/Screen-1.js', 'when needed'],
  ['icon.svg', 'other'],
  ['assets/knn.worker-1.js', 'workers'],
  ['assets/of-workers.js', 'workers'],
  ['assets/ort.wasm.min-1.js', 'runtime, wasm'],
  ['assets/ort-wasm-simd-threaded-1.wasm', 'runtime, wasm'],
  ['assets/ort-wasm-simd-threaded.asyncify-1.wasm', 'runtime, webgpu'],
  ['assets/ort.webgpu.min-1.js', 'runtime, webgpu'],
  ['models/any/model.onnx', 'model'],
  ['sw.js', 'offline'],
] as const)('%s belongs to %s', (file, group) => {
  expect(groupOf(file, LOADS)).toBe(group);
});
