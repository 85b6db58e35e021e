/** Checks the fields of a card's parsed JSON; throws `ModelCorrupt` with what came and what was expected. */
import type { Card, Preprocessing } from '../contract/card';
import { LookalikeError } from '../shared/errors';

/** Throws `ModelCorrupt`. */
export function refuse(what: string, came: unknown): never {
  throw new LookalikeError('ModelCorrupt', `${what} was expected, ${JSON.stringify(came)} came`);
}

/** A JSON object's fields, none of them checked yet. */
export function fields(value: unknown, what: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return refuse(what, value);
  return { ...value };
}

/** Finite and above 0. */
export function positive(value: unknown, what: string): number {
  return typeof value === 'number' && Number.isFinite(value) && value > 0 ? value : refuse(what, value);
}

/** A side in whole pixels. A square of more than 4,096 px would be 200 MB of float32 a photo. */
function pixels(value: unknown, what: string): number {
  const side = positive(value, what);
  return Number.isInteger(side) && side <= 4096
    ? side
    : refuse(`${what} as a whole number up to 4096`, value);
}

/** `length` finite numbers. */
function numbers(value: unknown, length: number, what: string): number[] {
  if (!Array.isArray(value) || value.length !== length) return refuse(what, value);
  return value.map((entry: unknown) =>
    typeof entry === 'number' && Number.isFinite(entry) ? entry : refuse(what, entry),
  );
}

/** One of a closed set of words. */
export function one<T extends string>(value: unknown, choices: readonly T[], what: string): T {
  return choices.find((choice) => choice === value) ?? refuse(`${what}: one of ${choices.join(', ')}`, value);
}

/** Not empty. */
export function text(value: unknown, what: string): string {
  return typeof value === 'string' && value !== '' ? value : refuse(what, value);
}

function triple(value: unknown, what: string): [number, number, number] {
  const [r = 0, g = 0, b = 0] = numbers(value, 3, what);
  return [r, g, b];
}

/** An object with the field, or empty if the value is undefined: a card omits what it leaves at its default. */
function said<Key extends string, T>(
  key: Key,
  value: unknown,
  read: (value: unknown) => T,
): { [K in Key]?: T } {
  return value === undefined ? {} : ({ [key]: read(value) } as { [K in Key]: T });
}

/**
 * Throws if `rgbv` stands beside what it excludes. Visibility is a separate plane of floats, and only `contain` defines
 * where the photo lies.
 */
function checkVisibility(preprocessing: Preprocessing): Preprocessing {
  const { channels, fit, layout = 'nchw', input = 'float32' } = preprocessing;
  if (channels === 'rgbv') {
    one(fit, ['contain'], 'preprocessing.fit beside channels rgbv');
    one(layout, ['nchw'], 'preprocessing.layout beside channels rgbv');
    one(input, ['float32'], 'preprocessing.input beside channels rgbv');
  }
  return preprocessing;
}

function parsePreprocessing(value: unknown): Preprocessing {
  const p = fields(value, 'preprocessing');
  const pad = p['pad'];
  if (typeof pad !== 'number' || pad < 0 || pad > 255)
    return refuse('preprocessing.pad between 0 and 255', pad);
  const std = triple(p['std'], 'three numbers for preprocessing.std');
  if (std.includes(0)) return refuse('three numbers other than 0 for preprocessing.std', std);
  return checkVisibility({
    side: pixels(p['side'], 'preprocessing.side'),
    ...said('width', p['width'], (width) => pixels(width, 'preprocessing.width')),
    fit: one(p['fit'], ['contain', 'cover', 'stretch'], 'preprocessing.fit'),
    ...said('edge', p['edge'], (edge) => pixels(edge, 'preprocessing.edge')),
    resample: one(
      p['resample'],
      ['bilinear', 'bicubic', 'lanczos', 'box', 'hamming'],
      'preprocessing.resample',
    ),
    ...said('rounding', p['rounding'], (rule) => one(rule, ['half-even'] as const, 'preprocessing.rounding')),
    pad,
    scale: positive(p['scale'], 'preprocessing.scale'),
    mean: triple(p['mean'], 'three numbers for preprocessing.mean'),
    std,
    ...said('channels', p['channels'], (order) =>
      one(order, ['rgb', 'bgr', 'rgbv'] as const, 'preprocessing.channels'),
    ),
    ...said('layout', p['layout'], (order) => one(order, ['nchw', 'nhwc'] as const, 'preprocessing.layout')),
    ...said('input', p['input'], (type) =>
      one(type, ['float32', 'float16', 'uint8'] as const, 'preprocessing.input'),
    ),
  });
}

/**
 * Reads the fields that every card has.
 *
 * @param probeLength numbers that the probe must have.
 */
export function commonFields(card: Record<string, unknown>, probeLength: number): Card {
  return {
    name: text(card['name'], 'name'),
    version: text(card['version'], 'version'),
    sha256: text(card['sha256'], 'sha256'),
    sizeBytes: positive(card['sizeBytes'], 'sizeBytes'),
    preprocessing: parsePreprocessing(card['preprocessing']),
    probe: numbers(card['probe'], probeLength, `${probeLength} numbers for probe`),
  };
}
