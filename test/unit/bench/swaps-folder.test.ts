/** A folder as training/make_swaps.py writes it in; whether its photos and colours are found out. */
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readSwaps } from '../../../bench/comparison/swaps-folder';

let folder = '';

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'bench-swaps-')));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

test('a garment has its original and its photo on every background', async () => {
  const swaps = {
    swapped: [{ path: 'swapped/hat/a.jpg', original: 'clothing/validation/hat/a.png', donor: 'x' }],
    backgrounds: ['x', 'y'],
    leftOut: ['z'],
  };
  writeFileSync(join(folder, 'swaps.json'), JSON.stringify(swaps));
  writeFileSync(join(folder, 'colours.json'), JSON.stringify({ 'clothing/train/hat/b.jpg': [50, 1, -2] }));
  expect(await readSwaps(folder, folder)).toEqual({
    swapped: [
      {
        file: join(folder, 'swapped/hat/a.jpg'),
        original: join(folder, 'clothing/validation/hat/a.png'),
        className: 'hat',
        onBackgrounds: [join(folder, 'backgrounds/hat/a.0.jpg'), join(folder, 'backgrounds/hat/a.1.jpg')],
      },
    ],
    colours: new Map([[join(folder, 'clothing/train/hat/b.jpg'), [50, 1, -2]]]),
    leftOut: 1,
  });
});

test('without the folder, the command that makes it is told', async () => {
  await expect(readSwaps(join(folder, 'none'), 'photos')).rejects.toThrow(
    /make it with: python3 training\/make_swaps\.py --data photos --out .*none$/,
  );
});

test('a file of another shape is refused', async () => {
  writeFileSync(join(folder, 'swaps.json'), '{}');
  await expect(readSwaps(folder, folder)).rejects.toThrow(/lacks a list: swapped, backgrounds or leftOut\.$/);
});
