/** Offers of photos in; proof that products, embeddings and answers stay bound to each other and to the disk, out. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  CountingEncoder,
  DIMS,
  folder,
  loose,
  numbered,
  openTab,
  until,
  vectorOf,
  viewOf,
  type Opened,
} from './catalogue-fixture';

let database = '';
let tabs: Opened[] = [];

async function open(encoder?: CountingEncoder): Promise<Opened> {
  const tab = await openTab(database, encoder);
  tabs.push(tab);
  return tab;
}

async function ids({ catalogue }: Opened): Promise<string[]> {
  return (await catalogue.list(0, 10_000)).map(({ id }) => id);
}

async function firstFor({ catalogue }: Opened, text: string): Promise<string | undefined> {
  const [best] = await catalogue.search(vectorOf(text), 1);
  return best && best.score > 0.9999 ? best.product.id : undefined;
}

beforeEach(() => {
  database = `test-${crypto.randomUUID()}`;
});

afterEach(() => {
  for (const { db } of tabs) db.close();
  tabs = [];
  indexedDB.deleteDatabase(database);
});

describe('a folder of photos', () => {
  test('becomes products in the order of their paths, each found by its own embedding', async () => {
    const tab = await open();
    const state = await until(tab, 'done', () => tab.catalogue.add(folder('shop', numbered(40))));
    expect(state.products).toBe(40);
    expect(state.job).toMatchObject({ total: 40, done: 40, encoded: 40, unchanged: 0, skipped: 0 });
    expect(await ids(tab)).toEqual(Object.keys(numbered(40)).map((file) => `shop/${file}`));
    expect(await firstFor(tab, 'photo number 17')).toBe('shop/0017.jpg');
    expect(await (await tab.catalogue.thumbnail('shop/0017.jpg')).text()).toBe('small photo number 17');
  });

  test('gives every product its lookalikes, itself never among them, equal copies first', async () => {
    const tab = await open();
    await until(tab, 'done', () =>
      tab.catalogue.add(folder('shop', { ...numbered(20), 'copy.jpg': 'photo number 3' })),
    );
    const matches = await tab.catalogue.lookalikes('shop/0003.jpg', 5);
    expect(matches).toHaveLength(5);
    expect(matches[0]?.product.id).toBe('shop/copy.jpg');
    expect(matches.map(({ product }) => product.id)).not.toContain('shop/0003.jpg');
    const scores = matches.map(({ score }) => score);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
  });

  test('keeps of every product what the encoder made of its photo, and of its newest photo alone', async () => {
    const tab = await open();
    await until(tab, 'done', () => tab.catalogue.add(folder('shop', numbered(300))));
    const made = (text: string) => ({ embedding: vectorOf(text), fingerprint: 'encoder-a' });
    expect(await tab.catalogue.embedding('shop/0290.jpg')).toEqual(made('photo number 290'));
    await until(tab, 'done', () => tab.catalogue.add(folder('shop', { '0290.jpg': 'another photo' })));
    expect(await tab.catalogue.embedding('shop/0290.jpg')).toEqual(made('another photo'));
    await tab.catalogue.remove(['shop/0290.jpg']);
    await expect(tab.catalogue.embedding('shop/0290.jpg')).rejects.toMatchObject({ name: 'ProductMissing' });
  });

  test('has no embedding of an encoder that has not seen it, and says so by name', async () => {
    const before = await open();
    await until(before, 'done', () => before.catalogue.add(folder('shop', numbered(20))));
    before.db.close();
    const after = await open(new CountingEncoder('encoder-b'));
    await expect(after.catalogue.embedding('shop/0003.jpg')).rejects.toMatchObject({
      name: 'FingerprintMismatch',
    });
  });

  test('is all there in the next tab without encoding anything', async () => {
    const before = await open();
    await until(before, 'done', () => before.catalogue.add(folder('shop', numbered(600))));
    const answer = await before.catalogue.lookalikes('shop/0300.jpg', 5);
    const after = await open();
    expect(after.states[0]?.products).toBe(600);
    expect(await ids(after)).toEqual(await ids(before));
    expect(await after.catalogue.lookalikes('shop/0300.jpg', 5)).toEqual(answer);
    expect(after.encoder.encoded).toEqual([]);
  });

  test('encodes only what is new or changed when it is given again, and names what has vanished', async () => {
    const tab = await open();
    await until(tab, 'done', () =>
      tab.catalogue.add(folder('shop', { 'a.jpg': 'a', 'b.jpg': 'b', 'c.jpg': 'c' })),
    );
    tab.encoder.encoded.length = 0;
    const state = await until(tab, 'done', () =>
      tab.catalogue.add(folder('shop', { 'a.jpg': 'a', 'b.jpg': 'b, changed', 'd.jpg': 'd' })),
    );
    expect(tab.encoder.encoded.sort()).toEqual(['b, changed', 'd']);
    expect(state.job).toMatchObject({ encoded: 2, unchanged: 1, vanished: 1 });
    expect(await firstFor(tab, 'b, changed')).toBe('shop/b.jpg');
    expect(await firstFor(tab, 'b')).toBeUndefined();
    expect(await tab.catalogue.vanished()).toEqual(['shop/c.jpg']);
    expect(await ids(tab)).toEqual(['shop/a.jpg', 'shop/b.jpg', 'shop/c.jpg', 'shop/d.jpg']);
  });

  test('of another name is another folder: nothing of the first has vanished', async () => {
    const tab = await open();
    await until(tab, 'done', () => tab.catalogue.add(folder('one', { 'a.jpg': 'a' })));
    const state = await until(tab, 'done', () => tab.catalogue.add(folder('two', { 'a.jpg': 'a' })));
    expect(state.job?.vanished).toBe(0);
    expect(await ids(tab)).toEqual(['one/a.jpg', 'two/a.jpg']);
  });

  test('waits behind the folder that is being encoded', async () => {
    const tab = await open();
    await tab.catalogue.add(folder('one', numbered(50)));
    await tab.catalogue.add(folder('two', numbered(50)));
    while ((await ids(tab)).length < 100) await new Promise((resolve) => setTimeout(resolve, 20));
    expect((await until(tab, 'done')).products).toBe(100);
  });

  test('without photos is refused and changes nothing', async () => {
    const tab = await open();
    await expect(tab.catalogue.add({ folder: 'empty', photos: [] })).rejects.toMatchObject({
      name: 'PhotoUnreadable',
    });
    expect(await ids(tab)).toEqual([]);
  });
});

describe('removing products', () => {
  test('takes them off the disk and out of the answers, and leaves the others where they were', async () => {
    const tab = await open();
    await until(tab, 'done', () => tab.catalogue.add(folder('shop', numbered(300))));
    const gone = ['shop/0005.jpg', 'shop/0255.jpg', 'shop/0256.jpg', 'shop/0299.jpg'];
    expect(await tab.catalogue.remove([...gone, 'shop/never-there.jpg'])).toBe(4);
    for (const reopened of [tab, await open()]) {
      const left = await ids(reopened);
      expect(left).toHaveLength(296);
      for (const id of gone) expect(left).not.toContain(id);
      expect(await firstFor(reopened, 'photo number 256')).toBeUndefined();
      expect(await firstFor(reopened, 'photo number 257')).toBe('shop/0257.jpg');
      await expect(reopened.catalogue.lookalikes('shop/0005.jpg', 5)).rejects.toMatchObject({
        name: 'ProductMissing',
      });
    }
    expect(await tab.db.count('originals')).toBe(296);
    expect(await tab.db.count('thumbnails')).toBe(296);
  });

  test('lets a removed photo come back', async () => {
    const tab = await open();
    await until(tab, 'done', () => tab.catalogue.add(folder('shop', numbered(3))));
    await tab.catalogue.remove(['shop/0001.jpg']);
    await until(tab, 'done', () => tab.catalogue.add(folder('shop', numbered(3))));
    expect(await firstFor(tab, 'photo number 1')).toBe('shop/0001.jpg');
    expect((await ids(tab)).length).toBe(3);
  });

  test('of everything leaves an empty disk and a catalogue that works', async () => {
    const tab = await open();
    await until(tab, 'done', () => tab.catalogue.add(folder('shop', numbered(30))));
    await tab.catalogue.clear();
    for (const name of ['productBlocks', 'blocks', 'thumbnails', 'originals', 'jobs', 'jobLists'] as const) {
      expect([name, await tab.db.count(name)]).toEqual([name, 0]);
    }
    expect(await tab.catalogue.search(vectorOf('anything'), 5)).toEqual([]);
    await tab.catalogue.add(folder('shop', numbered(3)));
    while ((await ids(tab)).length < 3) await new Promise((resolve) => setTimeout(resolve, 20));
    expect(await firstFor(tab, 'photo number 2')).toBe('shop/0002.jpg');
  });
});

describe('loose photos', () => {
  test('of one name and different bytes are different products, also in one batch', async () => {
    const tab = await open();
    await until(tab, 'done', () => tab.catalogue.add(loose(['image.jpg', 'first'], ['image.jpg', 'second'])));
    expect(await ids(tab)).toEqual(['image.jpg', 'image (2).jpg']);
    expect(await firstFor(tab, 'second')).toBe('image (2).jpg');
  });

  test('with bytes that are there already are not encoded again', async () => {
    const tab = await open();
    await until(tab, 'done', () => tab.catalogue.add(loose(['a.jpg', 'same'])));
    await tab.catalogue.add(loose(['b.jpg', 'same'], ['c.jpg', 'other']));
    while ((await ids(tab)).length < 2) await new Promise((resolve) => setTimeout(resolve, 20));
    expect(tab.encoder.encoded).toEqual(['same', 'other']);
    expect(await ids(tab)).toEqual(['a.jpg', 'c.jpg']);
  });
});

describe('another encoder', () => {
  test('never answers from the vectors of the first; encoding again makes the catalogue whole', async () => {
    const first = await open();
    await until(first, 'done', () => first.catalogue.add(folder('shop', numbered(20))));
    const second = await open(new CountingEncoder('encoder-b'));
    expect(second.states.at(-1)).toMatchObject({ products: 20, stale: 20 });
    expect(await second.catalogue.search(vectorOf('photo number 3'), 5)).toEqual([]);
    await expect(second.catalogue.lookalikes('shop/0003.jpg', 5)).rejects.toMatchObject({
      name: 'FingerprintMismatch',
    });
    const { encoder, catalogue } = second;
    await catalogue.encoders.embed({ name: 'b', fingerprint: 'encoder-b', dims: DIMS }, encoder);
    await expect
      .poll(() => second.states.at(-1))
      .toMatchObject({
        products: 20,
        stale: 0,
        embedding: { state: 'done', encoded: 20 },
      });
    expect(second.encoder.encoded).toHaveLength(20);
    expect(await firstFor(second, 'photo number 3')).toBe('shop/0003.jpg');
  });

  test('leaves the first one’s vectors for the way back, but not those of a photo that changed', async () => {
    const first = await open();
    await until(first, 'done', () => first.catalogue.add(folder('shop', { 'a.jpg': 'a', 'b.jpg': 'b' })));
    const second = await open(new CountingEncoder('encoder-b'));
    await until(second, 'done', () =>
      second.catalogue.add(folder('shop', { 'a.jpg': 'a', 'b.jpg': 'b, changed' })),
    );
    const back = await open();
    expect(back.states.at(-1)).toMatchObject({ products: 2, stale: 1 });
    expect(await firstFor(back, 'a')).toBe('shop/a.jpg');
    expect(await firstFor(back, 'b')).toBeUndefined();
  });
});

describe('what the encoder saw of a photo', () => {
  test('is kept with its product, and is there in the next tab', async () => {
    const before = await open();
    await until(before, 'done', () => before.catalogue.add(folder('shop', { 'a.jpg': 'a', 'b.jpg': 'bb' })));
    for (const tab of [before, await open()]) {
      expect(await tab.catalogue.view('shop/a.jpg')).toEqual(viewOf('a'));
      expect(await tab.catalogue.view('shop/b.jpg')).toEqual(viewOf('bb'));
    }
  });

  test('follows the photo when that changes, and goes with the product', async () => {
    const tab = await open();
    await until(tab, 'done', () => tab.catalogue.add(folder('shop', { 'a.jpg': 'a' })));
    await until(tab, 'done', () => tab.catalogue.add(folder('shop', { 'a.jpg': 'another' })));
    expect(await tab.catalogue.view('shop/a.jpg')).toEqual(viewOf('another'));
    await tab.catalogue.remove(['shop/a.jpg']);
    await expect(tab.catalogue.view('shop/a.jpg')).rejects.toMatchObject({ name: 'ProductMissing' });
  });

  test('was the whole photo where it was encoded before there was focus', async () => {
    const tab = await open();
    await tab.db.put('thumbnails', { catalogue: 'default', id: 'old.jpg', jpeg: new ArrayBuffer(1) });
    expect(await tab.catalogue.view('old.jpg')).toEqual({ kind: 'whole', reason: 'off' });
  });
});

test('a query of other dims is refused with both numbers', async () => {
  const tab = await open();
  const query = tab.catalogue.search(new Float32Array(DIMS + 1), 5);
  await expect(query).rejects.toMatchObject({ name: 'VectorInvalid' });
  await expect(query).rejects.toThrow(/17.*16/);
});
