/** Queries with every focus in, before stand-ins for the workers; proof of what is asked of whom out. */
import { expect, test, vi } from 'vitest';
import { answer, type Answering, type Question, type WordsCalls } from '../../../../src/app/search/answer';
import type { CropBox, FocusView } from '../../../../src/contract/photo';
import type { Match } from '../../../../src/contract/product';
import { LookalikeError } from '../../../../src/shared/errors';
import type { Workers } from '../../../../src/threads/start-photos';

const BOX: CropBox = { left: 0.1, top: 0.2, width: 0.5, height: 0.6 };
const STORED: FocusView = { kind: 'whole', reason: 'unsure' };
const SEEN: FocusView = { kind: 'by-hand', box: BOX };
const PHOTO = { kind: 'photo', name: 'a.jpg', photo: new Blob(['photo']), url: 'blob:a' } as const;
const PRODUCT = { kind: 'product', id: 'p2', name: 'p2' } as const;
const THUMBNAIL = new Blob(['thumbnail']);
const EMBEDDING = new Float32Array([1, 0]);

function matchesOf(count: number): Match[] {
  return Array.from({ length: count }, (_, i) => ({
    product: { id: `p${i}`, name: `p${i}`, hash: '', width: 1, height: 1, sizeBytes: 1, addedAt: 0 },
    score: 1 - i / 10,
  }));
}

function standIns() {
  const encode = vi.fn<Workers['encoder']['encode']>(async () => ({
    embedding: EMBEDDING,
    fingerprint: 'encoder-a',
    view: SEEN,
    width: 1,
    height: 1,
  }));
  const search = vi.fn<Workers['catalogue']['search']>(async (_embedding, k) => matchesOf(k));
  const lookalikes = vi.fn<Workers['catalogue']['lookalikes']>(async (_id, k) => matchesOf(k));
  const embedding = vi.fn<Workers['catalogue']['embedding']>(async () => ({
    embedding: new Float32Array([-1, 0]),
    fingerprint: 'encoder-a',
  }));
  const view = async () => STORED;
  const catalogue = { search, lookalikes, view, embedding, thumbnail: async () => THUMBNAIL };
  const encodeWords = vi.fn<WordsCalls['encode']>(async () => ({
    embedding: new Float32Array([0, 1]),
    fingerprint: 'encoder-a',
  }));
  const words: WordsCalls = { areTaken: true, encode: encodeWords };
  const workers = { encoder: { encode }, catalogue, words } as unknown as Answering;
  return { workers, encode, encodeWords, search, lookalikes, embedding };
}

const { signal } = new AbortController();

test('a photo is encoded with its focus, once, however often the catalogue changes', async () => {
  const { workers, encode, search } = standIns();
  const question: Question = { query: PHOTO, focus: 'auto' };
  expect(await answer(workers, question, signal)).toEqual({ matches: matchesOf(5), view: SEEN });
  await answer(workers, question, signal);
  expect(encode).toHaveBeenCalledExactlyOnceWith(PHOTO.photo, { focus: 'auto', signal });
  expect(search).toHaveBeenCalledTimes(2);
  expect(search).toHaveBeenCalledWith(EMBEDDING, 5, { signal, fingerprint: 'encoder-a' });
});

test('a photo that another encoder has seen is seen anew by the one that answers now', async () => {
  const { workers, encode, search } = standIns();
  const question: Question = { query: PHOTO, focus: 'auto' };
  await answer(workers, question, signal);
  search.mockRejectedValueOnce(new LookalikeError('FingerprintMismatch', 'encoder-a came'));
  encode.mockResolvedValueOnce({
    embedding: EMBEDDING,
    fingerprint: 'encoder-b',
    view: SEEN,
    width: 1,
    height: 1,
  });
  expect((await answer(workers, question, signal)).matches).toEqual(matchesOf(5));
  expect(search).toHaveBeenLastCalledWith(EMBEDDING, 5, { signal, fingerprint: 'encoder-b' });
  expect(encode).toHaveBeenCalledTimes(2);
});

test('a product in automatic focus is looked up, without the encoder', async () => {
  const { workers, encode, lookalikes } = standIns();
  const found = await answer(workers, { query: PRODUCT, focus: 'auto' }, signal);
  expect(found).toEqual({ matches: matchesOf(5), view: STORED });
  expect(lookalikes).toHaveBeenCalledExactlyOnceWith('p2', 5, { signal });
  expect(encode).not.toHaveBeenCalled();
});

test.each(['off', BOX] as const)(
  'a product in focus %o is encoded by its thumbnail and never finds itself',
  async (focus) => {
    const { workers, encode, search } = standIns();
    const { matches, view } = await answer(workers, { query: PRODUCT, focus }, signal);
    expect(encode).toHaveBeenCalledExactlyOnceWith(THUMBNAIL, { focus, signal });
    expect(search).toHaveBeenCalledExactlyOnceWith(EMBEDDING, 6, { signal, fingerprint: 'encoder-a' });
    expect(matches.map(({ product }) => product.id)).toEqual(['p0', 'p1', 'p3', 'p4', 'p5']);
    expect(view).toBe(SEEN);
  },
);

test('words change a product as it was embedded, not as its thumbnail would be, and it never finds itself', async () => {
  const { workers, encode, search, embedding } = standIns();
  const words = { text: 'red', share: 0.5 };
  const found = await answer(workers, { query: PRODUCT, focus: 'auto', words }, signal);
  expect(encode).not.toHaveBeenCalled();
  expect(embedding).toHaveBeenCalledExactlyOnceWith('p2');
  const [[mixed, k, options] = []] = search.mock.calls;
  expect(mixed?.[0]).toBeCloseTo(-Math.SQRT1_2);
  expect(mixed?.[1]).toBeCloseTo(Math.SQRT1_2);
  expect([k, options]).toEqual([6, { signal, fingerprint: 'encoder-a' }]);
  expect(found.view).toBe(STORED);
  expect(found.matches.map(({ product }) => product.id)).toEqual(['p0', 'p1', 'p3', 'p4', 'p5']);
});

test('words beside a product in a focus of one’s own change what the encoder sees of it then', async () => {
  const { workers, encode, search, embedding } = standIns();
  await answer(workers, { query: PRODUCT, focus: 'off', words: { text: 'red', share: 0.25 } }, signal);
  expect(encode).toHaveBeenCalledExactlyOnceWith(THUMBNAIL, { focus: 'off', signal });
  expect(embedding).not.toHaveBeenCalled();
  expect(search.mock.calls[0]?.[0]?.[0]).toBeGreaterThan(0);
});

test('a product that is not among its own matches still gets five', async () => {
  const { workers } = standIns();
  const query = { ...PRODUCT, id: 'elsewhere' };
  expect((await answer(workers, { query, focus: 'off' }, signal)).matches).toEqual(matchesOf(5));
});

test('words alone are searched with as they come, without the encoder of photos', async () => {
  const { workers, encode, search } = standIns();
  const found = await answer(workers, { query: { kind: 'words', name: 'red' }, focus: 'auto' }, signal);
  expect(found).toEqual({ matches: matchesOf(5) });
  expect(search).toHaveBeenCalledExactlyOnceWith(Float32Array.of(0, 1), 5, {
    signal,
    fingerprint: 'encoder-a',
  });
  expect(encode).not.toHaveBeenCalled();
});

test('words beside a photo of another encoder are tried again with the photo seen anew', async () => {
  const { workers, encode, encodeWords, search } = standIns();
  encodeWords.mockResolvedValue({ embedding: new Float32Array([0, 1]), fingerprint: 'encoder-b' });
  encode.mockResolvedValueOnce({
    embedding: EMBEDDING,
    fingerprint: 'encoder-a',
    view: SEEN,
    width: 1,
    height: 1,
  });
  encode.mockResolvedValueOnce({
    embedding: EMBEDDING,
    fingerprint: 'encoder-b',
    view: SEEN,
    width: 1,
    height: 1,
  });
  const words = { text: 'red', share: 0.5 };
  await answer(workers, { query: PHOTO, focus: 'auto', words }, signal);
  expect(encode).toHaveBeenCalledTimes(2);
  const [[mixed, k, options] = []] = search.mock.calls;
  expect(mixed?.[0]).toBeCloseTo(Math.SQRT1_2);
  expect(mixed?.[1]).toBeCloseTo(Math.SQRT1_2);
  expect([k, options]).toEqual([5, { signal, fingerprint: 'encoder-b' }]);
});
