/** Drawn squares in; whether each baseline makes of them what NumPy makes of them out. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { histogram } from '../../../bench/page/baselines/histogram';
import { hog } from '../../../bench/page/baselines/hog';
import { pixels } from '../../../bench/page/baselines/pixels';
import { PAD, SIDE } from '../../../bench/page/baselines/square';

/** As `training/baselines_golden.py` writes it: every so many values of a vector. */
interface Golden {
  readonly size: number;
  readonly length: number;
  readonly step: number;
  readonly values: readonly number[];
}

const BASELINES = { pixels, histogram, hog };
const SQUARES = ['full', 'framed'] as const;
const golden = JSON.parse(
  readFileSync(new URL('../../fixtures/baselines/golden.json', import.meta.url), 'utf8'),
) as Record<(typeof SQUARES)[number], Record<keyof typeof BASELINES, Golden>>;

/** The drawing of the generator. */
function drawn(name: (typeof SQUARES)[number]): Uint8ClampedArray {
  const square = new Uint8ClampedArray(SIDE * SIDE * 3).fill(PAD);
  for (let y = 0; y < SIDE; y += 1) {
    for (let x = 0; x < SIDE; x += 1) {
      if (name === 'framed' && (x < 16 || x >= SIDE - 16)) continue;
      square.set([(7 * x + 3 * y) % 256, (x * y) % 256, ((x ^ y) * 2) % 256], (y * SIDE + x) * 3);
    }
  }
  return square;
}

test.each(
  SQUARES.flatMap((square) =>
    (['pixels', 'histogram', 'hog'] as const).map((name) => [name, square] as const),
  ),
)('%s of the %s square are those of NumPy', (name, square) => {
  const vector = BASELINES[name](drawn(square));
  const { size, length, step, values } = golden[square][name];
  expect(vector.length).toBe(size);
  expect(Math.hypot(...vector)).toBeCloseTo(length, 2);
  const seen = [...vector].filter((_, i) => i % step === 0);
  seen.forEach((value, i) => {
    expect(Math.abs(value - (values[i] ?? Number.NaN))).toBeLessThan(1e-4);
  });
});

test('the grey around a photo counts nothing', () => {
  const empty = new Uint8ClampedArray(SIDE * SIDE * 3).fill(PAD);
  for (const baseline of Object.values(BASELINES)) {
    expect(baseline(empty).every((value) => value === 0)).toBe(true);
  }
});

test('a gradient and its reverse have the same orientation', () => {
  const ramp = new Uint8ClampedArray(SIDE * SIDE * 3);
  for (let i = 0; i < ramp.length; i += 1) ramp[i] = Math.floor(i / 3) % SIDE;
  const reverse = ramp.map((value) => 200 - value);
  const [one, other] = [hog(ramp), hog(reverse)];
  one.forEach((value, i) => {
    expect(value).toBeCloseTo(other[i]!, 5);
  });
});
