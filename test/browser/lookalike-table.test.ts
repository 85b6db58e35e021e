/** Catalogues that stay or change in; proof that a table of them is right or not there, out. */
import { describe, expect, test } from 'vitest';
import { CountingEncoder, folder, numbered, until } from './catalogue-fixture';
import { bruteForce, stored, tableOf } from './table-fixture';
import { COUNT, expectSame, finished, K, partsOnDisk, texts, useTableTabs } from './table-tabs';

const { open, filled } = useTableTabs();

describe('the table of a catalogue', () => {
  test('has for every product the lookalikes that brute force finds', async () => {
    const tab = await filled(COUNT, { workers: 3 });
    expectSame(await finished(tab), bruteForce(texts(COUNT), K));
    expect(tab.states.at(-1)?.table).toMatchObject({ products: COUNT, done: COUNT, k: K, share: 1 });
    expect(await partsOnDisk(tab)).toEqual([1, 1, Math.ceil(COUNT / 4), 0]);
  });

  test('gives each all others where there are fewer than k', async () => {
    const tab = await filled(7);
    const table = await finished(tab, 100);
    expectSame(table, bruteForce(texts(7), 6));
    expect(table.every(({ id, lookalikes }) => lookalikes.every((other) => other.id !== id))).toBe(true);
  });

  test('of one product has that product and no lookalike', async () => {
    const tab = await filled(1);
    expect(await finished(tab)).toEqual([{ id: 'shop/0000.jpg', lookalikes: [] }]);
  });

  test('has neither removed products nor gaps where they were', async () => {
    const tab = await filled(COUNT);
    const left = texts(COUNT);
    const gone = [0, 1, 2, 3, 17, 90, 148, 149].map((i) => Object.keys(texts(COUNT))[i] ?? '');
    await tab.catalogue.remove(gone);
    for (const id of gone) Reflect.deleteProperty(left, id);
    expectSame(await finished(tab), bruteForce(left, K));
  });

  test('takes the place of one with another k', async () => {
    const tab = await filled(30);
    await finished(tab, 3);
    expectSame(await finished(tab, 8), bruteForce(texts(30), 8));
    expect(await tab.db.count('tableLists')).toBe(1);
  });

  test('is refused for a k that is none, and where there is nothing to compare', async () => {
    const tab = await open();
    for (const k of [0, 101, 2.5, Number.NaN]) {
      await expect(tab.catalogue.table.start(k)).rejects.toThrow(RangeError);
    }
    await expect(tab.catalogue.table.start(K)).rejects.toMatchObject({ name: 'ProductMissing' });
    expect(await partsOnDisk(tab)).toEqual([0, 0, 0, 0]);
  });

  test('leaves searches their answers while it is made', async () => {
    const tab = await filled(COUNT);
    const before = await tab.catalogue.lookalikes('shop/0100.jpg', K);
    await tab.catalogue.table.start(K);
    const meanwhile: unknown[] = [];
    while (tab.catalogue.table.progress()?.state === 'running') {
      meanwhile.push(await tab.catalogue.lookalikes('shop/0100.jpg', K));
    }
    expect(meanwhile.length).toBeGreaterThan(2);
    for (const answer of meanwhile) expect(answer).toEqual(before);
    expectSame(await tableOf(tab), bruteForce(texts(COUNT), K));
  });
});

describe('a change of the catalogue', () => {
  test('makes a running table outdated at once, and it can be made again', async () => {
    const tab = await filled(COUNT);
    await tab.catalogue.table.start(K);
    await stored(tab, 8);
    expect(await tab.catalogue.remove(['shop/0140.jpg'])).toBe(1);
    expect(tab.catalogue.table.progress()).toMatchObject({ state: 'outdated', outdatedBy: 'products' });
    expect(await partsOnDisk(tab)).toEqual([1, 0, 0, 0]);
    await expect(tableOf(tab)).rejects.toMatchObject({ name: 'TableMissing' });
    expect((await open()).states[0]?.table).toMatchObject({ state: 'outdated', outdatedBy: 'products' });
    const left = texts(COUNT);
    Reflect.deleteProperty(left, 'shop/0140.jpg');
    expectSame(await finished(tab), bruteForce(left, K));
  });

  test('makes a finished table outdated, but the same folder again changes nothing', async () => {
    const tab = await filled(30);
    const expected = await finished(tab);
    await until(tab, 'done', () => tab.catalogue.add(folder('shop', numbered(30))));
    expect(await tableOf(tab)).toEqual(expected);
    await until(tab, 'done', () => tab.catalogue.add(folder('shop', numbered(31))));
    expect(tab.catalogue.table.progress()).toMatchObject({ state: 'outdated', outdatedBy: 'products' });
    expect(await partsOnDisk(tab)).toEqual([1, 0, 0, 0]);
    await tab.catalogue.table.resume();
    expect(tab.catalogue.table.progress()?.state).toBe('outdated');
  });

  test('cuts off whoever reads the table meanwhile', async () => {
    const tab = await filled(COUNT);
    await finished(tab);
    const read = async () => {
      for await (const { id } of tab.catalogue.table.rows()) {
        if (id === 'shop/0010.jpg') await tab.catalogue.remove(['shop/0000.jpg']);
      }
    };
    await expect(read()).rejects.toMatchObject({ name: 'TableMissing' });
  });

  test('of the encoder makes it outdated until the first encoder is back', async () => {
    const tab = await filled(30);
    const expected = await finished(tab);
    const other = await open({ encoder: new CountingEncoder('encoder-b') });
    expect(other.states[0]?.table).toMatchObject({ state: 'outdated', outdatedBy: 'encoder' });
    await expect(tableOf(other)).rejects.toMatchObject({ name: 'TableMissing' });
    await expect(other.catalogue.table.start(K)).rejects.toMatchObject({ name: 'FingerprintMismatch' });
    const back = await open();
    expect(await tableOf(back)).toEqual(expected);
  });

  test('that empties the catalogue leaves nothing of the table', async () => {
    const tab = await filled(COUNT);
    await tab.catalogue.table.start(K);
    await tab.catalogue.clear();
    expect(tab.catalogue.table.progress()).toBeUndefined();
    expect(await partsOnDisk(tab)).toEqual([0, 0, 0, 0]);
  });
});
