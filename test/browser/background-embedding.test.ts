/** An encoder that embeds while another answers in; proof that its job is interrupted, goes on and leaves all else alone, out. */
import { describe, expect, test } from 'vitest';
import { folder, numbered, until, vectorOf } from './catalogue-fixture';
import {
  B,
  byB,
  embedding,
  encoderB,
  expectUnmixed,
  firstFor,
  onDisk,
  useTabs,
} from './two-encoders-fixture';

const { open, filled } = useTabs();

describe('an encoder that embeds in the background', () => {
  test('leaves the answers, the products and the lookalike table of the other as they are', async () => {
    const tab = await filled(60);
    await tab.catalogue.table.start(3);
    await expect.poll(() => tab.states.at(-1)?.table?.state).toBe('done');
    const b = encoderB();
    b.answers = 2;
    await tab.catalogue.encoders.embed(B, b);
    await embedding(tab, { state: 'running', done: 32 });
    expect(await firstFor(tab, vectorOf('photo number 59'))).toBe('shop/0059.jpg');
    await tab.catalogue.encoders.connect(encoderB());
    await embedding(tab, { state: 'done', total: 60, done: 60 });
    expect(tab.states.at(-1)).toMatchObject({ products: 60, stale: 0, table: { state: 'done' } });
    expect(await onDisk(tab)).toEqual({ 'encoder-a': 60, 'encoder-b': 60 });
    await expectUnmixed(tab);
  });

  test('pauses, goes on, and goes on after a closed tab, with every product once', async () => {
    const tab = await filled(100);
    const b = encoderB();
    b.answers = 2;
    await tab.catalogue.encoders.embed(B, b);
    await embedding(tab, { done: 32 });
    tab.db.close();
    const next = await open();
    await embedding(next, { state: 'running', done: 32, encoder: B });
    await next.catalogue.encoders.pause();
    await next.catalogue.encoders.connect(encoderB());
    await embedding(next, { state: 'paused', done: 32 });
    await next.catalogue.encoders.resume();
    await embedding(next, { state: 'done', done: 100 });
    expect(await onDisk(next)).toEqual({ 'encoder-a': 100, 'encoder-b': 100 });
    await expectUnmixed(next);
  });

  test('cancelled keeps what it has, and begun again does only the rest', async () => {
    const tab = await filled(100);
    const b = encoderB();
    b.answers = 2;
    await tab.catalogue.encoders.embed(B, b);
    await embedding(tab, { done: 32 });
    const { encoders } = tab.catalogue;
    await encoders.cancel();
    await expect.poll(() => tab.states.at(-1)?.embedding).toBeUndefined();
    const again = encoderB();
    await encoders.embed(B, again);
    await embedding(tab, { state: 'done', total: 68 });
    expect(again.encoded).toHaveLength(68);
    await expectUnmixed(tab);
  });

  test('passes over a product that is removed or changes meanwhile', async () => {
    const tab = await filled(60);
    const b = encoderB();
    b.answers = 1;
    await tab.catalogue.encoders.embed(B, b);
    await embedding(tab, { done: 16 });
    await tab.catalogue.remove(['shop/0003.jpg', 'shop/0040.jpg']);
    await tab.catalogue.encoders.connect(encoderB());
    await embedding(tab, { state: 'done', encoded: 59, unchanged: 1 });
    await tab.catalogue.encoders.switchTo(B, encoderB());
    await tab.catalogue.filled();
    expect(tab.catalogue.state).toMatchObject({ products: 58, stale: 0 });
    const found = await tab.catalogue.search(byB('photo number 3'), 100);
    expect(found.map(({ product }) => product.id)).not.toContain('shop/0003.jpg');
    expect(found).toHaveLength(58);
  });

  test('goes on where its encoder becomes the one that answers, and says how much is still to come', async () => {
    const tab = await filled(60);
    const b = encoderB();
    b.answers = 2;
    await tab.catalogue.encoders.embed(B, b);
    await embedding(tab, { done: 32 });
    await tab.catalogue.encoders.switchTo(B, encoderB());
    await tab.catalogue.filled();
    expect(tab.catalogue.state.stale).toBe(28);
    await tab.catalogue.encoders.connect(encoderB());
    await embedding(tab, { state: 'done' });
    expect(tab.catalogue.state.stale).toBe(0);
    expect(await firstFor(tab, byB('photo number 59'))).toBe('shop/0059.jpg');
    await expectUnmixed(tab);
  });

  test('names the folders whose photos it cannot read, does the others first, and goes on once they are given', async () => {
    const tab = await filled(20);
    await until(tab, 'done', () => tab.catalogue.add(folder('hats', { 'h.jpg': 'hat' })));
    await until(tab, 'done', () => tab.catalogue.add(folder('attic', { 'x.jpg': 'old', 'y.jpg': 'older' })));
    // as where there was no room to put the photos aside
    for (const product of (await tab.db.getAll('productBlocks')).flatMap(({ products }) => products)) {
      if (product.folder !== 'hats' && product.original) await tab.db.delete('originals', product.original);
    }
    const blocks = await tab.db.getAll('productBlocks');
    for (const block of blocks) {
      const products = block.products.map(({ original, ...rest }) =>
        rest.folder === 'hats' && original ? { ...rest, original } : rest,
      );
      await tab.db.put('productBlocks', { ...block, products });
    }
    tab.db.close();
    const next = await open();
    await next.catalogue.encoders.embed(B, encoderB());
    await embedding(next, { state: 'waiting-for-folder', done: 1, missingFolders: ['attic', 'shop'] });
    await next.catalogue.add(folder('attic', { 'x.jpg': 'old', 'y.jpg': 'older' }));
    await embedding(next, { state: 'waiting-for-folder', done: 3, missingFolders: ['shop'] });
    await next.catalogue.add(folder('shop', numbered(20)));
    await embedding(next, { state: 'done', done: 23, encoded: 23, missingFolders: [] });
  });

  test('skips a file that is another photo by now', async () => {
    const tab = await filled(3);
    const [product] = (await tab.db.getAll('originals')).filter(({ position }) => position === 1);
    await tab.db.put('originals', { ...product!, photo: new Blob(['another photo']) });
    await tab.catalogue.encoders.embed(B, encoderB());
    await embedding(tab, { state: 'done', encoded: 2, skipped: 1 });
    expect(await tab.catalogue.encoders.skipped()).toMatchObject([
      { path: 'shop/0001.jpg', name: 'PhotoChanged' },
    ]);
  });
});
