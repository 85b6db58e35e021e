/** Rows of a table and a file of the browser in; a file that holds all of it, or what it held before, out. */
import { afterEach, expect, test } from 'vitest';
import { intoBlob, intoFile } from '../../src/exchange/save-chunks';
import { writeTable } from '../../src/exchange/write-table';

const NAME = 'saved-table.tsv';
/** More text than one part of a Blob holds. */
const MANY = 150_000;

async function emptyFile(): Promise<FileSystemFileHandle> {
  return (await navigator.storage.getDirectory()).getFileHandle(NAME, { create: true });
}

function* products(count: number, last = 'last') {
  const lookalikes = [{ id: 'a product with a name of a usual length', score: 0.5 }];
  for (let i = 1; i < count; i += 1) yield { id: `product number ${i}`, lookalikes };
  yield { id: last, lookalikes };
}

afterEach(async () => {
  await (await navigator.storage.getDirectory()).removeEntry(NAME).catch(() => undefined);
});

test('a table of many parts is the same in a file and in a Blob, with a line for every product', async () => {
  const file = await emptyFile();
  await intoFile(file, writeTable('tsv', products(MANY)));
  const text = await (await file.getFile()).text();
  expect(text.split('\n')).toHaveLength(MANY + 1);
  expect(await (await intoBlob(writeTable('tsv', products(MANY)))).text()).toBe(text);
});

test('a table with an id that cannot be written leaves the file as it was, and says why', async () => {
  const file = await emptyFile();
  await intoFile(file, writeTable('tsv', products(1)));
  const before = await (await file.getFile()).text();
  const bad = writeTable('tsv', products(MANY, 'with a\ttab'));
  await expect(intoFile(file, bad)).rejects.toMatchObject({ name: 'IdUnwritable' });
  expect(await (await file.getFile()).text()).toBe(before);
  await expect(intoBlob(writeTable('tsv', products(2, 'with a\ttab')))).rejects.toMatchObject({
    name: 'IdUnwritable',
  });
});

test('a file that is gone is named, under a name of ours', async () => {
  const root = await navigator.storage.getDirectory();
  const folder = await root.getDirectoryHandle('gone', { create: true });
  const file = await folder.getFileHandle(NAME, { create: true });
  await root.removeEntry('gone', { recursive: true });
  await expect(intoFile(file, writeTable('tsv', products(1)))).rejects.toMatchObject({
    name: 'FileUnwritable',
    message: expect.stringContaining(NAME) as string,
  });
});
