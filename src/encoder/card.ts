/** Parsed JSON of unknown shape in; a checked Card out. */
import type { Card, Preprocessing } from '../contract';
import { LookalikeError } from '../errors';

function fail(what: string, came: unknown): never {
  throw new LookalikeError('ModelCorrupt', `card.json: ${what} was expected, ${JSON.stringify(came)} came`);
}

function record(value: unknown, what: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return fail(what, value);
  return { ...value };
}

function text(value: unknown, what: string): string {
  return typeof value === 'string' && value !== '' ? value : fail(what, value);
}

function positive(value: unknown, what: string): number {
  return typeof value === 'number' && Number.isFinite(value) && value > 0 ? value : fail(what, value);
}

function numbers(value: unknown, length: number, what: string): number[] {
  if (!Array.isArray(value) || value.length !== length) return fail(what, value);
  return value.map((entry: unknown) =>
    typeof entry === 'number' && Number.isFinite(entry) ? entry : fail(what, entry),
  );
}

function one<T extends string>(value: unknown, choices: readonly T[], what: string): T {
  return choices.find((choice) => choice === value) ?? fail(`${what}: one of ${choices.join(', ')}`, value);
}

function triple(value: unknown, what: string): [number, number, number] {
  const [r = 0, g = 0, b = 0] = numbers(value, 3, what);
  return [r, g, b];
}

function preprocessing(value: unknown): Preprocessing {
  const p = record(value, 'preprocessing');
  const pad = p['pad'];
  if (typeof pad !== 'number' || pad < 0 || pad > 255)
    return fail('preprocessing.pad between 0 and 255', pad);
  return {
    side: positive(p['side'], 'preprocessing.side'),
    fit: one(p['fit'], ['contain'], 'preprocessing.fit'),
    resample: one(p['resample'], ['bilinear'], 'preprocessing.resample'),
    pad,
    scale: positive(p['scale'], 'preprocessing.scale'),
    mean: triple(p['mean'], 'three numbers for preprocessing.mean'),
    std: triple(p['std'], 'three numbers for preprocessing.std'),
  };
}

/** Checks a card field by field; throws `ModelCorrupt` with what came and what was expected. */
export function parseCard(json: unknown): Card {
  const card = record(json, 'an object');
  const dims = positive(card['dims'], 'dims');
  return {
    name: text(card['name'], 'name'),
    version: text(card['version'], 'version'),
    sha256: text(card['sha256'], 'sha256'),
    sizeBytes: positive(card['sizeBytes'], 'sizeBytes'),
    dims,
    dtype: one(card['dtype'], ['fp32', 'fp16', 'q8'], 'dtype'),
    normalisation: one(card['normalisation'], ['l2'], 'normalisation'),
    preprocessing: preprocessing(card['preprocessing']),
    probe: numbers(card['probe'], dims, `${dims} numbers for probe`),
  };
}
