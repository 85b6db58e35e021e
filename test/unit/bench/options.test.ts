/** Command lines in; whether options or one clear sentence come out. */
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { benchOptions } from '../../../bench/bench-options';
import { sentenceOf, UsageError } from '../../../bench/command';
import { columnOf } from '../../../bench/comparison/column';
import { tableOptions } from '../../../bench/comparison/table-options';
import { evaluateOptions } from '../../../bench/evaluate/evaluate-options';
import { focusUrl } from '../../../bench/focus-option';
import { encoderFiles, filesBefore, focusFiles, heldOutClasses } from '../../../bench/model-files';

const SETS = ['--gallery', 'a', '--queries', 'b'];

test('an evaluation needs two sets, the rest has defaults', () => {
  expect(evaluateOptions(SETS)).toEqual({
    gallery: 'a',
    queries: 'b',
    classes: undefined,
    k: 5,
    encoder: undefined,
    focus: 'auto',
    focusModel: undefined,
    device: undefined,
    limit: undefined,
    json: false,
  });
});

test.each([
  [['--queries', 'b'], '--gallery DIR is missing.'],
  [['--gallery', 'a'], '--queries DIR is missing.'],
  [[...SETS, '--k', '0'], '--k is "0", expected a positive integer.'],
  [[...SETS, '--limit', '1e3'], '--limit is "1e3", expected a positive integer.'],
  [[...SETS, '--device', 'cuda'], '--device is "cuda", expected wasm or webgpu.'],
  [[...SETS, '--focus', 'on'], '--focus is "on", expected auto or off.'],
  [[...SETS, '--classes', 'hat,'], '--classes is "hat,", expected names with commas between them.'],
  [[...SETS, '--crop', '1'], "Unknown option '--crop'."],
  [[...SETS, 'more'], "Unexpected argument 'more'."],
])('evaluate %j is refused', (argv, sentence) => {
  expect(() => evaluateOptions(argv)).toThrow(UsageError);
  expect(() => evaluateOptions(argv)).toThrow(sentence);
});

test('classes are named with commas, each once', () => {
  expect(evaluateOptions([...SETS, '--classes', 'hat, shoe,hat']).classes).toEqual(['hat', 'shoe']);
});

test('focus is loaded unless it is off', () => {
  expect(focusUrl(evaluateOptions(SETS).focus)).toBe('/focus/');
  expect(focusUrl(evaluateOptions([...SETS, '--focus', 'off']).focus)).toBeUndefined();
});

test('a table has all rows and columns, or those named in its own order', () => {
  const { rows, columns, swaps, catalogue, heldOut } = tableOptions(['--data', 'd']);
  expect(rows.length).toBe(8);
  expect(columns.length).toBe(6);
  expect(swaps).toBe('.bench/swaps');
  expect(catalogue).toBe('.bench/catalogue');
  expect(heldOut).toBeUndefined();
  expect(
    tableOptions(['--data', 'd', '--rows', 'focus,studio', '--columns', 'auto,off', '--held-out', 'crab']),
  ).toMatchObject({ rows: ['studio', 'focus'], columns: ['off', 'auto'], heldOut: ['crab'] });
});

test.each([
  [[], '--data DIR is missing.'],
  [['--data', 'd', '--rows', 'hats'], '--rows is "hats", expected clothing or studio or'],
  [['--data', 'd', '--columns', 'last'], '--columns is "last", expected pixels or'],
  [['--data', 'd', '--record', '--limit', '9'], '--record wants the figures of all photos'],
])('table %j is refused', (argv, sentence) => {
  expect(() => tableOptions(argv)).toThrow(UsageError);
  expect(() => tableOptions(argv)).toThrow(sentence);
});

test('a bench without a suite runs all of them, on both devices', () => {
  const { suites, devices, count, n } = benchOptions([]);
  expect({ suites, devices, count, n }).toEqual({
    suites: ['index', 'query', 'knn', 'switch', 'size', 'visit', 'lighthouse'],
    devices: ['wasm', 'webgpu'],
    count: 400,
    n: 3000,
  });
});

test('the native encoder is among all suites where there are photos for it', () => {
  expect(benchOptions(['--photos', 'a']).suites).toContain('encoder');
  expect(benchOptions(['encoder']).suites).toEqual(['encoder']);
});

test('named suites run once each, in the order named', () => {
  expect(benchOptions(['size', 'query', 'size', '--device', 'wasm'])).toMatchObject({
    suites: ['size', 'query'],
    devices: ['wasm'],
  });
});

test('a suite that does not exist is refused', () => {
  expect(() => benchOptions(['speed'])).toThrow(
    'There is no suite speed, expected index, encoder, query, knn, switch, size, visit, lighthouse.',
  );
});

test('an encoder is a folder of public/models or a file with its card beside it', () => {
  expect(encoderFiles().model).toMatch(/model\.onnx$/);
  expect(() => encoderFiles('nobody')).toThrow(/^--encoder: there is no model nobody, expected one of /);
  expect(() => encoderFiles('nowhere.onnx')).toThrow('--encoder: there is no file nowhere.onnx.');
  expect(() => focusFiles('nowhere.onnx')).toThrow('--focus-model: there is no file nowhere.onnx.');
});

test('what shipped before is an encoder of its own, with the focus network it came with', () => {
  const { encoder, focus } = filesBefore();
  expect(encoder.model).toMatch(/public\/models\/products-\d+\/model\.onnx$/);
  expect(encoder.model).not.toBe(encoderFiles().model);
  expect(focus.model).toMatch(/public\/models\/focus-\d+\/model\.onnx$/);
});

test('the column before has its own focus network, off and auto the one asked for', () => {
  const { encoder, focus } = filesBefore();
  const asked = { encoder: undefined, focusModel: focus.model };
  const own = { by: 'encoder', encoder, focus: 'auto', focusNetwork: focus };
  expect(columnOf('before', { encoder: undefined, focusModel: undefined })).toEqual({
    name: 'before',
    ...own,
  });
  expect(columnOf('auto', asked)).toEqual({ name: 'auto', ...own, encoder: encoderFiles() });
  expect(columnOf('off', asked)).toMatchObject({ focus: 'off', encoder: encoderFiles() });
});

test('a card tells the classes that no training saw, or none', async () => {
  expect(await heldOutClasses(focusFiles())).toContain('hedgehog');
  const untold = new URL('../../fixtures/baselines/golden.json', import.meta.url);
  expect(await heldOutClasses({ model: '', card: fileURLToPath(untold) })).toEqual([]);
});

test('of an error from the page, its own first line is left', () => {
  expect(sentenceOf(new Error('page.evaluate: ModelCorrupt: no dims\n    at open'))).toBe(
    'ModelCorrupt: no dims',
  );
  expect(sentenceOf(new Error('page.evaluate: Error: no dims'))).toBe('no dims');
});
