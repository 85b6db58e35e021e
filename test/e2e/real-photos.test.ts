/** Real photos of garments, where they are at hand, in; a complete catalogue with sensible lookalikes out. */
import { existsSync, readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from './lookalike';

const FOLDER = resolve(import.meta.dirname, '../../../shared/data/clothing/validation');
const CLICKS = 20;

function kindOf(id: string): string {
  return id.split('/')[1] ?? '';
}

test('real photos all join, and most lookalikes are of the same kind of garment', async ({ app }) => {
  test.skip(!existsSync(FOLDER), 'needs ../shared/data/clothing/validation beside the repository');
  const files = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.jpg'),
  );
  await app.open();
  await app.index(FOLDER);
  await app.expectCount(files.length);
  const ids = await app.ids(files.length);
  const step = Math.floor(ids.length / CLICKS);
  let alike = 0;
  for (let i = 0; i < CLICKS; i++) {
    const id = ids[i * step] ?? '';
    const matches = await app.lookalikesOf(id);
    alike += matches.filter((match) => kindOf(match.id) === kindOf(id)).length;
  }
  expect(alike / (CLICKS * 5)).toBeGreaterThanOrEqual(0.5);
});
