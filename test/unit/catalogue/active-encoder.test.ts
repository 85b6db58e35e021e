/** Proves which encoder a call gets that waits for an index, whatever takes over or fails meanwhile. */
import { beforeEach, expect, test } from 'vitest';
import { ActiveEncoder } from '../../../src/catalogue/active-encoder';
import { CatalogueContext } from '../../../src/catalogue/catalogue-context';
import type { KnnCalls } from '../../../src/catalogue/embeddings/embeddings';
import { OpenEmbeddings } from '../../../src/catalogue/embeddings/open-embeddings';
import { WriteOnlyIndex } from '../../../src/catalogue/embeddings/write-only-index';
import { JobQueue } from '../../../src/catalogue/jobs/job-queue';
import type { EncoderIdentity } from '../../../src/contract/encoder';
import type { BlockRecord } from '../../../src/store/schema';
import type { Store } from '../../../src/store/store';
import type { TableStore } from '../../../src/store/table-store';

const [A, B] = ['a', 'b'].map((name) => ({ name, fingerprint: name, dims: 1 })) as [
  EncoderIdentity,
  EncoderIdentity,
];

let context: CatalogueContext;
let active: ActiveEncoder;
/** Lets the disk answer. */
let read: () => void;
/** What the index that is made next rejects with. */
let failure: Error | undefined;

beforeEach(() => {
  failure = undefined;
  const isRead = new Promise<void>((resolve) => {
    read = resolve;
  });
  const store = {
    async *blocks(fingerprint: string): AsyncGenerator<BlockRecord> {
      await isRead;
      const ids = ['x'];
      const vectors = Float32Array.of(1);
      yield { catalogue: 'c', fingerprint, block: 0, dims: 1, ids, hashes: ids, vectors };
    },
  } as unknown as Store;
  const tables = { load: async () => undefined } as unknown as TableStore;
  context = new CatalogueContext('c', store);
  const size = { width: 1, height: 1, sizeBytes: 1 };
  context.products.put({ catalogue: 'c', id: 'x', name: 'x', hash: 'x', ...size, addedAt: 0, sequence: 0 });
  const open = new OpenEmbeddings(context, Infinity);
  open.connect((): KnnCalls => {
    const index = new WriteOnlyIndex();
    if (failure) index.reset = () => Promise.reject(failure ?? new Error());
    return index;
  });
  active = new ActiveEncoder(context, open, tables, new JobQueue(), 1);
});

/** Holds a switch before the former encoder is left. */
function heldSwitch(): { readonly isAmid: Promise<void>; readonly leave: () => void } {
  let begin: () => void = () => undefined;
  let leave: () => void = () => undefined;
  const isAmid = new Promise<void>((resolve) => {
    begin = resolve;
  });
  const isLeft = new Promise<void>((resolve) => {
    leave = resolve;
  });
  active.beforeSwitch.on(() => {
    begin();
    return isLeft;
  });
  return { isAmid, leave };
}

test('a call that waits gets the encoder that opened, once its embeddings are in and what waited goes on', async () => {
  const calls: string[] = [];
  active.filled.on(async () => {
    await Promise.resolve();
    calls.push('goes on');
  });
  await active.begin(A);
  const waiting = active.whenFilled().then((found) => {
    calls.push(`${found.encoder.name} with ${found.embeddings.rows.size}`);
  });
  read();
  await waiting;
  expect(calls).toEqual(['goes on', 'a with 1']);
});

test('a call that waits while another encoder takes over gets that one, never the former', async () => {
  await active.begin(A);
  const waiting = active.whenFilled();
  const { isAmid, leave } = heldSwitch();
  const switched = active.handOver(B);
  await isAmid;
  const amid = active.whenFilled();
  read();
  // the former one's filling has ended by now, and the switch waits for what is under way
  await new Promise((resolve) => setTimeout(resolve));
  leave();
  await switched;
  expect([(await waiting).encoder, (await amid).encoder]).toEqual([B, B]);
});

test('a call that waits for an encoder that cannot take over rejects with why, and does not wait for ever', async () => {
  read();
  await active.begin(A);
  await active.whenFilled();
  failure = new Error('no memory');
  const { isAmid, leave } = heldSwitch();
  const switched = active.handOver(B);
  await isAmid;
  const waiting = active.whenFilled();
  leave();
  await expect(switched).rejects.toThrow('no memory');
  await expect(waiting).rejects.toThrow('no memory');
  await expect(active.whenFilled()).rejects.toThrow('no memory');
  failure = undefined;
  await active.handOver(B);
  expect((await active.whenFilled()).encoder).toBe(B);
});

test('a change of the active encoder’s embeddings, and of no other’s, waits for its table to stop', async () => {
  read();
  await active.begin(A);
  const { table } = await active.whenFilled();
  const outdated: string[] = [];
  table.outdate = async () => {
    outdated.push('a');
  };
  await context.beforeChange.emit('b');
  expect(outdated).toEqual([]);
  await context.beforeChange.emit('a');
  expect(outdated).toEqual(['a']);
});
