/** Proves that every reason a worker gives has words in every language. */
import { describe, expect, test } from 'vitest';
import { fileReasons } from '../../../../src/app/messages/file-reasons';
import { german } from '../../../../src/app/messages/german/german';
import { modelReasons } from '../../../../src/app/messages/model-reasons';
import { reasonText } from '../../../../src/app/messages/reason-text';
import { sentenceFor } from '../../../../src/app/ui/sentences';
import { messageOf, reasonOf, refusal, type Reason, type Reasons } from '../../../../src/contract/reasons';

const FLOATS = { kind: 'f', descr: '<f4' };
const ARRAY = { what: 'file', shape: [3, 2], dtype: FLOATS, bytes: 7, expected: 24 } as const;
const WHY = 'words of others';

/** One of each code: a code without a sample is a type error. */
const SAMPLES: { readonly [Code in keyof Reasons]: Reasons[Code] } = {
  'only-names': { files: ['a.txt'] },
  'no-file': {},
  'several-vectors': { files: ['a.npy', 'b.npy'] },
  'several-names': { files: ['a.txt', 'b.csv'] },
  'no-vectors': { file: 'a.npy' },
  'neither-kind': { file: 'a.jpg' },
  'in-file': { file: 'a.npy', why: WHY },
  unreadable: { what: 'file', why: WHY },
  'too-short': { what: 'zip', bytes: 3, least: 22 },
  'ends-early': { what: 'array:vectors', bytes: 3, least: 22 },
  'goes-on': { what: 'file', bytes: 3 },
  checksum: { what: 'file', came: '0000000a', expected: '0000000b' },
  'not-vectors': {},
  'npy-magic': { what: 'file', magic: 'abc' },
  'npy-version': { what: 'file', major: 9, minor: 0 },
  'npy-header-long': { what: 'file', bytes: 70_000, most: 65_536 },
  'npy-header': { what: 'file', text: '{}' },
  'npy-cut': ARRAY,
  'npy-goes-on': ARRAY,
  'npz-arrays': { several: true, arrays: [{ name: 'a', shape: [3], dtype: FLOATS }] },
  'vectors-dtype': { what: 'file', dtype: { kind: '' } },
  'vectors-shape': { what: 'file', shape: [3] },
  'vectors-empty': { what: 'file', shape: [3, 0] },
  'vectors-fortran': { what: 'file' },
  'zip-encrypted': { what: 'array:a' },
  'zip-method': { what: 'array:a', method: 12 },
  'zip-ratio': { what: 'array:a', bytes: 9_000_000, packedBytes: 3 },
  'zip-misplaced': { what: 'array:a' },
  'zip-part': {},
  'zip-end': {},
  'zip-directory': { entries: 1, expected: 2 },
  'zip-entry-cut': { entry: 2 },
  'zip64-end': {},
  'zip64-sizes': {},
  'csv-quote-inside': { line: 2 },
  'csv-quote-open': { line: 2 },
  'csv-after-quote': { line: 2 },
  'names-extension': { file: 'names', extension: '' },
  'names-long': { bytes: 3e8, most: 268_435_456 },
  'names-encoding': {},
  'names-dtype': { dtype: { kind: 'O', descr: '|O' } },
  'names-shape': { shape: [3, 2] },
  'names-mismatch': { names: 137_317, rows: 137_280 },
  'no-names': {},
  'name-bytes': { place: 2, form: 'utf8' },
  'name-empty': { unit: 'line', place: 2 },
  'name-nul': { unit: 'entry', place: 2 },
  'name-twice': { unit: 'line', before: 1, place: 2, name: 'a' },
  'row-zero': { row: 3, name: 'a' },
  'row-value': { row: 3, name: 'a', at: 2, value: 'NaN' },
  'some-rows-zero': {},
  'memory-short': { file: 'a.npy', bytes: 8.4e9, most: 4e9, onDiskBytes: 4e8 },
  'hub-address': { typed: 'x' },
  'hub-silent': { host: 'huggingface.co', why: WHY },
  'hub-json': { url: 'https://huggingface.co/x', why: WHY },
  'hub-commit': { repo: 'a/b', revision: 'main' },
  'hub-file': { repo: 'a/b', path: 'x.onnx' },
  'hub-onnx': { repo: 'a/b', files: 3 },
  'at-address': { url: 'https://huggingface.co/x', why: messageOf({ code: 'http', status: 404 }) },
  http: { status: 404 },
  'web-page': {},
  'nothing-follows': {},
  'rest-at': { start: 7 },
  'connection-ended': { bytes: 7, of: 9 },
  'more-than-said': { url: 'https://huggingface.co/x', bytes: 9 },
  setting: { file: 'config.json', expected: { threeNumbers: 'mean' }, came: '[1]' },
  'no-json': { file: 'config.json', why: WHY },
  'no-object': { file: 'tokenizer.json', came: 'string' },
  'file-says': { file: 'tokenizer.json', why: WHY },
  'one-onnx': { came: 2 },
  'model-bytes': { bytes: 2e9, most: 1.5e9 },
  'no-tokenizer': { tokenizer: 'tokenizer.json', model: 'text_model.onnx' },
  'model-gone': { file: 'model.onnx', why: WHY },
  'model-hash': { file: 'model.onnx', came: 'aa', expected: 'bb' },
  'model-ports': { inputs: ['a', 'b'], outputs: 1 },
  'input-form': { expected: 'axes', came: { name: 'x', type: 'float32', shape: ['n', 3] } },
  'no-embedding': { outputs: [{ name: 'logits', shape: [1, 2] }] },
  'probe-not-finite': { output: 'y' },
  'text-output': { outputs: ['y'], beside: '' },
  'text-input': { expected: 'input_ids', inputs: [{ name: 'x', type: 'float32' }] },
  'text-dims': { output: 'y', values: 12, dims: 16 },
  'text-not-finite': { output: 'y' },
  'texts-alike': {},
  'photos-alike': {},
  'device-cosine': { cosine: '0.9312', least: 0.999 },
  'probe-cosine': { cosine: 'NaN', least: 0.999 },
  'probe-map': { difference: '0.2000', most: 0.01 },
  'on-device': { model: 'vit', device: 'webgpu', why: messageOf({ code: 'photos-alike' }) },
  'model-values': { model: 'vit', values: 3, expected: 4 },
  'model-not-finite': { model: 'vit', device: 'wasm', values: 3, rows: 1, expected: 3 },
  'runtime-start': { device: 'webgpu', why: WHY },
  'no-memory': { why: WHY },
  'no-session': { device: 'wasm', why: WHY },
  'run-failed': { device: 'wasm', shapes: ['1 x 3'], why: WHY },
  'output-type': { output: 'y' },
  'gpu-gone': { why: WHY },
  'pair-rates': { webgpu: 10, wasm: 0.5 },
  'gpu-slower': {},
  'gpu-missing': {},
  'gpu-lost': { why: WHY },
  'gpu-refused': { why: WHY },
  'gpu-rows': { bytes: 9, most: 8 },
  'gpu-memory': { bytes: 9, why: WHY },
  'gpu-silent': {},
  'gpu-groups': { ran: 1, expected: 2 },
  'gpu-wrong': { expected: 2 },
};

const ENGLISH = { ...fileReasons, ...modelReasons };
const GERMAN = { ...german('fileReasons', fileReasons), ...german('modelReasons', modelReasons) };

describe.each([
  ['English', ENGLISH],
  ['German', GERMAN],
])('in %s', (_language, sayings) => {
  test.each(Object.keys(SAMPLES) as (keyof Reasons)[])('%s has words', (code) => {
    const say = sayings[code] as (values: Reasons[keyof Reasons]) => string;
    const words = say(SAMPLES[code]);
    expect(words.trim()).not.toBe('');
    expect(words).not.toMatch(/undefined|\[object/);
  });
});

test('German has words of its own, with numbers as German writes them', () => {
  expect(GERMAN['names-mismatch'](SAMPLES['names-mismatch'])).toMatch(/^Es gibt .* Namen, aber .* Vektoren/);
  expect(GERMAN['gpu-slower'](SAMPLES['gpu-slower'])).toBe('die GPU ist langsamer als WASM');
});

test('a reason crosses a thread as the message of an error, and is told in full', () => {
  const thrown = refusal('NamesMismatch', { code: 'names-mismatch', names: 3, rows: 4 });
  const { what, detail = '' } = sentenceFor({ name: thrown.name, message: thrown.message });
  expect(what).toBe('There are not as many names as vectors.');
  expect(reasonText(detail)).toBe(
    'There are 3 names but 4 vectors, a difference of 1: nothing was imported.',
  );
});

test('a reason within a reason is said with it', () => {
  const inner = messageOf({ code: 'name-twice', unit: 'line', before: 2, place: 4, name: 'b' });
  const outer: Reason = { code: 'in-file', file: 'names.txt', why: inner };
  expect(reasonText(messageOf(outer))).toBe(
    '“names.txt”: line 2 and line 4 hold the same name “b”, expected every name once',
  );
});

test.each([
  'the words of a runtime',
  '{"code":"of a later version","values":3}',
  '{"code":',
  '{"code":"several-names"}',
])('%s stays as it is', (message) => {
  expect(reasonText(message)).toBe(message);
});

test('words of others are no reason', () => {
  expect(reasonOf('no memory')).toBeUndefined();
});
