/** Command lines in; whether options or one clear sentence come out. */
import { expect, test } from 'vitest';
import { benchOptions } from '../../../bench/bench-options';
import { sentenceOf, UsageError } from '../../../bench/command';
import { encoderFiles } from '../../../bench/encoder-files';
import { evaluateOptions } from '../../../bench/evaluate-options';

const SETS = ['--gallery', 'a', '--queries', 'b'];

test('an evaluation needs two sets, the rest has defaults', () => {
  expect(evaluateOptions(SETS)).toEqual({
    gallery: 'a',
    queries: 'b',
    k: 5,
    encoder: undefined,
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
  [[...SETS, '--focus', 'off'], "Unknown option '--focus'."],
  [[...SETS, 'more'], "Unexpected argument 'more'."],
])('evaluate %j is refused', (argv, sentence) => {
  expect(() => evaluateOptions(argv)).toThrow(UsageError);
  expect(() => evaluateOptions(argv)).toThrow(sentence);
});

test('a bench without a suite runs all of them, on both devices', () => {
  const { suites, devices, count, n } = benchOptions([]);
  expect({ suites, devices, count, n }).toEqual({
    suites: ['index', 'query', 'size'],
    devices: ['wasm', 'webgpu'],
    count: 400,
    n: 3000,
  });
});

test('named suites run once each, in the order named', () => {
  expect(benchOptions(['size', 'query', 'size', '--device', 'wasm'])).toMatchObject({
    suites: ['size', 'query'],
    devices: ['wasm'],
  });
});

test('a suite that does not exist is refused', () => {
  expect(() => benchOptions(['speed'])).toThrow('There is no suite speed, expected index, query, size.');
});

test('an encoder is a folder of public/models or a file with its card beside it', () => {
  expect(encoderFiles().model).toMatch(/model\.onnx$/);
  expect(() => encoderFiles('nobody')).toThrow(/there is no encoder nobody, expected one of /);
  expect(() => encoderFiles('nowhere.onnx')).toThrow('--encoder: there is no file nowhere.onnx.');
});

test('of an error from the page, its own first line is left', () => {
  expect(sentenceOf(new Error('page.evaluate: ModelCorrupt: no dims\n    at open'))).toBe(
    'ModelCorrupt: no dims',
  );
  expect(sentenceOf(new Error('page.evaluate: Error: no dims'))).toBe('no dims');
});
