/** Proves that no product counts as embedded by what an encoder's stored blocks were before they changed. */
import { beforeEach, describe, expect, test } from 'vitest';
import { ActiveEncoder } from '../../../../src/catalogue/active-encoder';
import { CatalogueContext } from '../../../../src/catalogue/catalogue-context';
import { OpenEmbeddings } from '../../../../src/catalogue/embeddings/open-embeddings';
import { BackgroundEmbedding } from '../../../../src/catalogue/jobs/background-embedding';
import { JobQueue } from '../../../../src/catalogue/jobs/job-queue';
import type { EncoderIdentity } from '../../../../src/contract/encoder';
import type { BlockRecord } from '../../../../src/store/schema';
import type { Store } from '../../../../src/store/store';
import type { TableStore } from '../../../../src/store/table-store';

const ENCODER: EncoderIdentity = { name: 'new', fingerprint: 'new', dims: 1 };

let embedded: readonly string[];
let background: BackgroundEmbedding;

function product(id: string, sequence: number) {
  const size = { width: 1, height: 1, sizeBytes: 1 };
  return { catalogue: 'c', id, name: id, hash: id, ...size, addedAt: 0, sequence };
}

beforeEach(() => {
  embedded = ['a', 'b'];
  const store = {
    forEmbedding: () => store,
    async *blocks(fingerprint: string): AsyncGenerator<BlockRecord> {
      const vectors = new Float32Array(embedded.length).fill(1);
      yield { catalogue: 'c', fingerprint, block: 0, dims: 1, ids: embedded, hashes: embedded, vectors };
    },
  } as unknown as Store;
  const context = new CatalogueContext('c', store);
  for (const [sequence, id] of ['a', 'b', 'c'].entries()) context.products.put(product(id, sequence));
  const open = new OpenEmbeddings(context, Infinity);
  const active = new ActiveEncoder(context, open, undefined as unknown as TableStore, new JobQueue(), 1);
  background = new BackgroundEmbedding(context, open, active);
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
