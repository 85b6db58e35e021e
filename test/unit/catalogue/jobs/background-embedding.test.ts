/** An encoder's stored blocks, which change, in; proof that no product counts as embedded by what was there before, out. */
import { beforeEach, describe, expect, test } from 'vitest';
import {
  BackgroundEmbedding,
  type BackgroundHost,
} from '../../../../src/catalogue/jobs/background-embedding';
import { ProductList } from '../../../../src/catalogue/products/product-list';
import type { EncoderIdentity } from '../../../../src/contract/encoder';
import type { BlockRecord } from '../../../../src/store/schema';

const ENCODER: EncoderIdentity = { name: 'new', fingerprint: 'new', dims: 1 };

let embedded: readonly string[];
let background: BackgroundEmbedding;

function product(id: string, sequence: number) {
  const size = { width: 1, height: 1, sizeBytes: 1 };
  return { catalogue: 'c', id, name: id, hash: id, ...size, addedAt: 0, sequence };
}

beforeEach(() => {
  embedded = ['a', 'b'];
  const products = new ProductList();
  for (const [sequence, id] of ['a', 'b', 'c'].entries()) products.put(product(id, sequence));
  const host = {
    catalogue: 'c',
    products,
    store: {
      async *blocks(fingerprint: string): AsyncGenerator<BlockRecord> {
        const vectors = new Float32Array(embedded.length).fill(1);
        yield { catalogue: 'c', fingerprint, block: 0, dims: 1, ids: embedded, hashes: embedded, vectors };
      },
    },
    open: { whole: () => undefined },
    exclusively: <T>(work: () => Promise<T>) => work(),
  };
  background = new BackgroundEmbedding(host as unknown as BackgroundHost);
});

describe('the products that an encoder lacks', () => {
  test('are all of them once its embeddings have been deleted', async () => {
    expect(await background.lacking(ENCODER)).toEqual(['c']);
    await background.leave('new');
    embedded = [];
    expect(await background.lacking(ENCODER)).toEqual(['a', 'b', 'c']);
  });

  test('are none that it has embedded otherwise since they were last asked for', async () => {
    expect(await background.lacking(ENCODER)).toEqual(['c']);
    embedded = ['a', 'b', 'c'];
    expect(await background.lacking(ENCODER)).toEqual([]);
  });
});
