/** Two encoders’ embeddings of one catalogue in; proof that they go alone, count once, and are compared fairly, out. */
import { describe, expect, test } from 'vitest';
import { CountingEncoder, DIMS, folder, numbered, until, vectorOf } from './catalogue-fixture';
import {
  A,
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

describe('one encoder’s embeddings deleted', () => {
  test('leave products and the other’s embeddings, and the size is known before', async () => {
    const tab = await filled(60);
    const { encoders } = tab.catalogue;
    await encoders.embed(B, encoderB());
    await embedding(tab, { state: 'done' });
    expect(await encoders.stored()).toEqual([
      { fingerprint: 'encoder-a', rows: 60, sizeBytes: 60 * DIMS * 4 },
      { fingerprint: 'encoder-b', rows: 60, sizeBytes: 60 * DIMS * 4 },
    ]);
    await encoders.delete('encoder-b');
    expect(await onDisk(tab)).toEqual({ 'encoder-a': 60 });
    expect(await firstFor(tab, vectorOf('photo number 59'))).toBe('shop/0059.jpg');
    await encoders.switchTo(B, encoderB());
    await tab.catalogue.filled();
    expect(tab.catalogue.state).toMatchObject({ products: 60, stale: 60 });
    expect(await tab.catalogue.search(byB('photo number 5'), 5)).toEqual([]);
  });

  test('amid the job that makes them end that job, and nothing of it comes after', async () => {
    const tab = await filled(60);
    const b = encoderB();
    b.answers = 2;
    await tab.catalogue.encoders.embed(B, b);
    await embedding(tab, { done: 32 });
    await tab.catalogue.encoders.delete('encoder-b');
    b.answers = Infinity;
    await expect.poll(() => tab.states.at(-1)?.embedding).toBeUndefined();
    expect(await onDisk(tab)).toEqual({ 'encoder-a': 60 });
    await tab.catalogue.encoders.embed(B, encoderB());
    await embedding(tab, { state: 'done', encoded: 60 });
    await expectUnmixed(tab);
  });

  test('of the encoder that answers leave it without any, and a job that adds goes on from there', async () => {
    const held = new CountingEncoder();
    held.answers = 3;
    const tab = await open(held);
    await tab.catalogue.add(folder('shop', numbered(120)));
    await expect.poll(() => tab.states.at(-1)?.job?.done, { timeout: 30_000 }).toBe(48);
    held.answers = Infinity;
    await tab.catalogue.encoders.delete('encoder-a');
    const state = await until(tab, 'done');
    expect(state).toMatchObject({ products: 120, stale: 48 });
    expect(await onDisk(tab)).toEqual({ 'encoder-a': 72 });
    await expectUnmixed(tab);
  });
});

test('a photo that was replaced and comes back counts once, whoever has embedded it meanwhile', async () => {
  const tab = await filled(3);
  const { encoders } = tab.catalogue;
  await encoders.embed(B, encoderB());
  await embedding(tab, { state: 'done' });
  const changed = { ...numbered(3), '0001.jpg': 'photo number 77' };
  for (const files of [changed, numbered(3)]) {
    await until(tab, 'done', () => tab.catalogue.add(folder('shop', files)));
    await encoders.embed(B, encoderB());
    await expect.poll(() => tab.states.at(-1)?.embedding?.state ?? 'done').toBe('done');
  }
  tab.db.close();
  const next = await open(encoderB());
  expect(next.states.at(-1)).toMatchObject({ products: 3, stale: 0 });
  expect(await next.catalogue.search(byB('photo number 1'), 10)).toHaveLength(3);
});

test('what an encoder saw goes after its embeddings, with the next one’s of that product, or with the product', async () => {
  const tab = await filled(3);
  const { encoders } = tab.catalogue;
  const embedBy = async (by: CountingEncoder) => {
    const encoder = { name: by.fingerprint, fingerprint: by.fingerprint, dims: DIMS };
    await encoders.embed(encoder, by);
    await embedding(tab, { state: 'done', encoder });
  };
  const laterViews = async () =>
    (await tab.db.getAll('thumbnails')).map((record) => Object.keys(record.laterViews ?? {}).sort());
  await embedBy(encoderB());
  await embedBy(new CountingEncoder('encoder-c'));
  expect(await laterViews()).toEqual(Array(3).fill(['encoder-b', 'encoder-c']));
  await encoders.delete('encoder-b');
  await embedBy(new CountingEncoder('encoder-d'));
  expect(await laterViews()).toEqual(Array(3).fill(['encoder-c', 'encoder-d']));
  await tab.catalogue.remove(['shop/0000.jpg', 'shop/0001.jpg']);
  expect(await laterViews()).toEqual([['encoder-c', 'encoder-d']]);
});

describe('encoders that are compared', () => {
  test('answer one query side by side, and say which of them has not seen it', async () => {
    const tab = await filled(40);
    await tab.catalogue.encoders.embed(B, encoderB());
    await embedding(tab, { state: 'done' });
    const C = { ...B, name: 'c', fingerprint: 'encoder-c' };
    const [a, b, c] = await tab.catalogue.encoders.compareAnswers('shop/0003.jpg', [A, B, C], 5);
    const expected = await tab.catalogue.lookalikes('shop/0003.jpg', 5);
    expect(a).toEqual({ fingerprint: 'encoder-a', matches: expected });
    expect(b!.matches).toHaveLength(5);
    expect(b!.matches!.map(({ product }) => product.id)).not.toEqual(
      expected.map(({ product }) => product.id),
    );
    expect(c).toMatchObject({ fingerprint: 'encoder-c', failure: { name: 'FingerprintMismatch' } });
  });

  test.each([
    ['in memory', {}],
    ['one at a time', { memoryBytes: 1 }],
  ])('%s: precision follows the folders, overlap the answers', async (_, index) => {
    // the first encoder sees what kind of thing it is, the second one sees next to nothing
    const kindOf = (text: string) => {
      const [kind = ''] = text.split(' ');
      return vectorOf(kind).map((x, i) => x + 0.01 * vectorOf(text)[i]!);
    };
    const tab = await open(new CountingEncoder('encoder-a', kindOf), index);
    const files = Object.fromEntries(
      ['hats', 'shoes', 'bags'].flatMap((kind) =>
        Array.from({ length: 8 }, (__, i) => [`${kind}/${i}.jpg`, `${kind} ${i}`]),
      ),
    );
    await until(tab, 'done', () => tab.catalogue.add(folder('shop', files)));
    await tab.catalogue.encoders.embed(B, encoderB());
    await embedding(tab, { state: 'done' });
    const comparison = await tab.catalogue.encoders.compareEncoders([A, B], 5);
    expect(comparison).toMatchObject({ queries: 24, classed: 24, classes: 3 });
    expect(comparison.encoders[0]).toEqual({ fingerprint: 'encoder-a', precision: 1 });
    expect(comparison.encoders[1]!.precision).toBeLessThan(0.7);
    expect([comparison.overlap[0]![0], comparison.overlap[1]![1]]).toEqual([1, 1]);
    expect(comparison.overlap[0]![1]).toBeCloseTo(comparison.overlap[1]![0]!, 6);
    expect(comparison.overlap[0]![1]).toBeLessThan(0.7);
  });
});
