/** A seed in; rows made to break the integers' bound out. */
import { seeded } from './random-vectors';

export const ROWS = 333;
export const DIMS = 37;

type Draw = (row: number, dim: number, next: () => number) => number;

/** What integers of one scale a row serve badly. */
export const HARD: readonly (readonly [string, Draw])[] = [
  ['ordinary rows', (_row, _dim, next) => next()],
  ['rows of one huge and many small values', (row, dim, next) => (dim === row % DIMS ? 1e4 : next())],
  ['rows that differ by less than an integer step', (_row, dim, next) => 1 + dim + next() * 1e-5],
  [
    'rows halfway between two integers',
    (row, dim) => ((((row * 7 + dim * 3) % 20) + 0.5) / 127) * (dim ? 1 : 13),
  ],
  ['duplicates', (row, dim) => Math.sin(dim * (1 + (row % 5)))],
  ['duplicates but for the last bit', (row, dim) => Math.fround(Math.sin(dim)) * (1 + (row % 3) * 2 ** -23)],
  ['opposite rows', (row, dim) => Math.cos(dim) * (row % 2 ? 1 : -1)],
  ['rows of very different length', (row, _dim, next) => next() * 2 ** ((row % 40) - 20)],
  ['rows near the smallest float32', (_row, _dim, next) => next() * 1e-38],
  ['denormal rows', (_row, _dim, next) => Math.round(next() * 50) * 2 ** -149 + 2 ** -149],
  ['rows near the largest float32', (_row, _dim, next) => next() * 3e38],
  ['small rows among huge ones', (row, _dim, next) => next() * (row % 2 ? 1e-20 : 1e18)],
];

/** float32 [333, 37] */
export function drawn(draw: Draw, seed: number): Float32Array<ArrayBuffer> {
  const next = seeded(seed);
  return Float32Array.from({ length: ROWS * DIMS }, (_, i) => draw(Math.floor(i / DIMS), i % DIMS, next));
}
