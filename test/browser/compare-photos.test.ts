/** A photo as two encoders see it in; proof that each is answered from its own embeddings, and what does not fit is refused, out. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  DIMS,
  CountingEncoder,
  folder,
  numbered,
  openTab,
  until,
  vectorOf,
  type Opened,
} from './catalogue-fixture';

const A = { name: 'a', fingerprint: 'encoder-a', dims: DIMS };
const B = { name: 'b', fingerprint: 'encoder-b', dims: DIMS };
const byB = (text: string) => vectorOf(`seen otherwise: ${text}`);

let database = '';
let tab: Opened;
beforeEach(async () => {
  database = `test-${crypto.randomUUID()}`;
  tab = await openTab(database);
  await until(tab, 'done', () => tab.catalogue.add(folder('shop', numbered(40))));
  await tab.catalogue.encoders.embed(B, new CountingEncoder('encoder-b', byB));
  await expect.poll(() => tab.states.at(-1)?.embedding, { timeout: 30_000 }).toMatchObject({ state: 'done' });
});
afterEach(() => {
  tab.db.close();
  indexedDB.deleteDatabase(database);
});

test('a photo from outside finds by each encoder what that one has embedded alike', async () => {
  const answers = await tab.catalogue.encoders.comparePhotos(
    [
      { encoder: A, embedding: vectorOf('photo number 7') },
      { encoder: B, embedding: byB('photo number 21') },
    ],
    5,
  );
  expect(answers.map(({ fingerprint }) => fingerprint)).toEqual(['encoder-a', 'encoder-b']);
  expect(answers.map(({ matches }) => matches?.length)).toEqual([5, 5]);
  expect(answers.map(({ matches }) => matches?.[0]?.product.id)).toEqual(['shop/0007.jpg', 'shop/0021.jpg']);
  expect(answers[1]?.matches?.[0]?.score).toBeCloseTo(1, 5);
  // nobody was added, and who answers is who answered
  expect(tab.catalogue.state).toMatchObject({ products: 40, encoder: 'encoder-a' });
});

test('an embedding of other dims than its encoder has is refused, and a cancelled comparison ends', async () => {
  const { encoders } = tab.catalogue;
  const short = [{ encoder: B, embedding: new Float32Array(3) }];
  await expect(encoders.comparePhotos(short, 5)).rejects.toMatchObject({ name: 'VectorInvalid' });
  const whole = [{ encoder: B, embedding: byB('photo number 21') }];
  await expect(encoders.comparePhotos(whole, 5, AbortSignal.abort())).rejects.toMatchObject({
    name: 'AbortError',
  });
});
