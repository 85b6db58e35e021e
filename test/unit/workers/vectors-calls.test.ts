/** Asks for products of vectors that are stored, and that are not, and cancels while they are searched. */
import { describe, expect, test } from 'vitest';
import type { Catalogue } from '../../../src/catalogue/catalogue';
import { vectorProductCalls } from '../../../src/workers/vectors-calls';

const MATCHES = [{ id: 'a', score: 1 }];

function callsOn(catalogue: Partial<Record<keyof Catalogue, unknown>> | undefined) {
  return vectorProductCalls(async () => ({ opened: async () => catalogue as Catalogue | undefined }));
}

describe('calls about vectors of which none are stored', () => {
  const calls = callsOn(undefined);

  test('list nothing, as the page may not know yet', async () => {
    expect(await calls.list(0, 10)).toEqual([]);
    expect(await calls.named('a', 0, 10)).toEqual({ total: 0, products: [] });
  });

  test('reject by name otherwise', async () => {
    const asked = [
      calls.thumbnail('a'),
      calls.view('a'),
      calls.remove(['a']),
      calls.search(Float32Array.of(1), 5),
      calls.lookalikes('a', 5),
      calls.embedding('a'),
    ];
    for (const call of asked) await expect(call).rejects.toMatchObject({ name: 'ProductMissing' });
  });
});

describe('a search of vectors', () => {
  const controller = new AbortController();
  const search = async () => {
    controller.abort();
    return MATCHES;
  };
  const calls = callsOn({ search, lookalikes: search });

  test('that is cancelled meanwhile answers nothing; another one does', async () => {
    const { signal } = controller;
    await expect(calls.search(Float32Array.of(1), 5, { signal })).rejects.toMatchObject({
      name: 'AbortError',
    });
    await expect(calls.lookalikes('a', 5, { signal })).rejects.toMatchObject({ name: 'AbortError' });
    expect(await calls.search(Float32Array.of(1), 5)).toEqual(MATCHES);
    expect(await calls.lookalikes('a', 5)).toEqual(MATCHES);
  });
});
